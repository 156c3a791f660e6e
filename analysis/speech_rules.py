"""The wording of reports as data: who may speak, what stands between him and his verb, where the narrator takes over.

Regular expressions a language, for `speakers` and `voice`. What they say in words stands in docs/voices.md.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.fold import QUOTES

_UP = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"  # capitals of Vietnamese

_ZH_ADVERB = (
    "再次|一再|多次|反复|特别|明确|进一步|高度|热烈|充分|坚定不移|坚定|坚决|严正|郑重|始终如一|始终|一贯|一直|历来|长期|同时|还|也|均|都|共同|一致"
    "|分别|先后|随后|当天|当日|对此|就此|并且|并|诚挚|由衷|衷心|积极|正式|公开|重点|着重|首先|最后|则|又|更|正|已经|已|曾经|曾|今天|今日|昨天|昨日|日前|近日"
    "|决不|绝不|从不|不|继续|深入|全面|强烈|坦率|真诚|愉快|高兴|地|十分|非常|乐于|随即|接着|率先|共|各自|完全|完全能够|能够|是|所|就|诚|深|皆|另|另外|此外"
    "|会[谈见]中|会[谈见]时|会上|此间|，?[在向同与就对会接出应][^，。；：]{1,30}(?:时|中|上|后|期间|下|方面|外)|时|中|在此|从|以|予以|给予|进行|举行会谈时|了"
    "|(?:\\d{1,4}年)?(?:\\d{1,2}月)?\\d{1,2}日(?:上午|下午|晚|中午)?|[上下]午"
)
_VI_ADVERB = (
    "đã|cũng|đều|luôn luôn|luôn|vẫn|tiếp tục|một lần nữa|lại|rất|hết sức|cùng|cùng nhau|nhiều lần|đặc biệt|trước hết|kiên quyết|nhất quán|mạnh mẽ|chân thành|"
    "trân trọng|nhiệt liệt|vui mừng|bày tỏ vui mừng|đồng thời|sau đó|chính thức|công khai|rõ ràng|thường xuyên|sâu sắc|chưa bao giờ|không|xin|mới đây|"
    "gần đây|hôm nay|ngày \\d{1,2}/\\d{1,2}(?:/\\d{4})?|sáng|chiều|tối|nay|thẳng thắn|từng|và|,|tại (?:cuộc gặp|hội đàm|buổi tiếp|đây)|bày tỏ|trong|lập trường|quan điểm|hoàn toàn|cả|còn|có|khi|sẽ|tái|long trọng|tự hào"
)


# Syllables in small letters of the names of Vietnamese institutions.
_VI_INSTITUTION = (
    "nước|tại|các|kiêm|và|của|phụ trách|thường trực|ủy|uỷ|viên|nhân|dân|cách|mạng|xã|hội|chủ|nghĩa|lâm|thời|giao|phòng|an|thương|hiệp|quốc|vụ|viện|ban|tỉnh|thành|phố|chính|trị|ương|thư|trưởng|sản"
    "|hòa|hoà|nghị|tế|công|tài|tổ|trận|huyện|khu|tự|đối|ngoại|nội|bí|dân tộc|thôn|trường|đại|tướng|học|thể|thao|du|lịch|hoá|hóa|đầu|tư|nghiệp|toàn|lãnh|sự|đặc|mệnh|toàn quyền|thông|tin"
)


class Rules(NamedTuple):
    """What one language needs; each a regular expression, said in words in docs/voices.md."""

    clause: re.Pattern[str]  # where a clause ends
    adverbs: re.Pattern[str]  # what may stand between a subject and its verb, or before a verb without subject
    after_verb: re.Pattern[str]  # behind a verb, up to whoever speaks inside its clause
    oblique: re.Pattern[str]  # ends right before a noun phrase that is no subject
    owned: re.Pattern[str]  # begins right behind a noun phrase that is no subject: its talks, visit, thought
    titles: re.Pattern[str]  # offices and ranks
    modifier: re.Pattern[str]  # between the parts of one noun phrase
    joint: re.Pattern[str]  # both sides, whichever they are
    outsiders: re.Pattern[str]  # scholars, companies, papers: nobody's official voice
    pronouns: re.Pattern[str]
    own_side: re.Pattern[str]  # we
    order: frozenset[tuple[str, str]]  # which part of a noun phrase may follow which
    stationed: re.Pattern[str]  # between an ambassador's country and his post
    bloc: re.Pattern[str]  # China with a group of countries
    policy: re.Pattern[str]  # right before a country's name that is part of a policy's
    widened: re.Pattern[str]  # what belongs to a side's name: its government, its people
    led_in: re.Pattern[str]  # the same before it
    coordinated: re.Pattern[str]  # between two who speak together
    accompanied: re.Pattern[str]  # between two who speak together only if their verb follows at once
    topic: re.Pattern[str]  # a phrase that names what is spoken of
    told: re.Pattern[str]  # what is told and not said: the narrator takes over
    briefing: re.Pattern[str]  # a speaker who tells of a visit
    polite: re.Pattern[str]  # thanks and congratulations: an act that the narrator tells of
    position: re.Pattern[str]  # a position named as somebody's
    noun: re.Pattern[str]  # ends right before a verb that is a noun, or passive
    no_verb: re.Pattern[str]  # begins right behind a verb that is a noun
    surely: re.Pattern[str]  # a verb that is one wherever it stands: 愿同
    label: re.Pattern[str]  # a speaker's label at the head of a line
    relative: re.Pattern[str]  # begins right behind a noun phrase that another noun follows: 越方散发的文件
    somebody: re.Pattern[str]  # a clause that names somebody whom no list has
    plain: frozenset[str]  # verbs that make such a one a speaker


ZH = Rules(
    clause=re.compile("[，。；：！？\n]|——"),
    adverbs=re.compile(f"(?:{_ZH_ADVERB}|[{QUOTES}、])*+"),
    after_verb=re.compile(f"(?:了|到|说|道)?[，：,:{QUOTES}]*(?:由于|因为|目前|当前|近年来|今年|现在|尽管|无论)?"),
    oblique=re.compile(
        "(?:[同与跟向对由被把将给为应按在以经致赴访抵来离请让使令随驻就如像祝和]|关于|对于|根据|按照|会见|会晤|接见|拜会|访问|欢迎|感谢|祝贺|希望|邀请|陪同|代表|包括|通过|围绕|评价|赞赏"
        "|支持|期待|相信|祝愿|转达|召开|出席|当选|作为|成为|参加|鼓励|勉励|帮助|带领|建议|敦促|要求|呼吁|愿同|愿与|见到|会同|接待|介绍|尊重|理解|反对|视|自|继|关心|听取|高兴看到|乐见|看到|推动|促进|有利于|有助于|关乎|符合|涉及|属于)$"
    ),
    owned=re.compile(
        "之|此[访次行]|讲话|同志为|为核心|思想|时代|领导下|关系|友谊|合作|命运共同体|传统|经济|市场|企业|学者|游客|青年|学生|贸易|边境|铁路|建交|战略|人文"
        "|的(?!领导人|代表|同志)|率团|率领|一行(?!表示|强调)|主席像|陵|市委?(?!书记)|宫|博物馆"
    ),
    titles=re.compile(
        "总书记|副主席|国家主席|国会主席|委员会主席|全国政协主席|祖国阵线主席|主席|国务院总理|政府总理|副总理|总理|首相|总统|国王|国务卿|国务委员|委员长|副委员长|外交部部?长|副外长|外长|国防部部?长|防长|公安部部?长"
        "|副部长|部长助理|部长|大使|总领事|临时代办|发言人|议长|书记|省长|市长|司令员?|参谋长|秘书长|特使|主任|局长|司长|厅长|外长|外事委主任|常务书记|政治局委员|政治局常委|代表团团长|专员|校长|院长|负责人|官员|外交官|代表(?!团|大会|处)|参赞|人士|有人|与会者|来信|来稿"
    ),
    modifier=re.compile(
        "(?:(?![同与跟向把被给将说访见迎谢贺望]|表示|发展|合作|友谊|会谈|会晤|期间)[\u4e00-\u9fff、·“”]){0,26}"
    ),
    joint=re.compile(
        "(?:中越|越中)?(?:双方|两党两国(?:最高)?领导人|两国两党(?:最高)?领导人|两党、两国(?:最高)?领导人|两党和两国(?:最高)?领导人|两国(?:和两党)?(?:最高|高层)?领导人|两国元首|两党总书记|两位(?:总书记|领导人|主席|总理|外长|部长|国家元首|元首)"
        "|两国(?:总理|外长|政府|外交部|国防部|公安部|主席|国防部长|公安部长)|双方(?:最高|高层)?领导人|两党最高领导人|两党领导人|两国(?!人民|关系|友谊|合作|传统|青年|经贸|贸易|边境|企业|政治|之间)|两党(?!关系|理论))"
        "|(?:中越|越中)(?:两国|两党|两党两国|双方)?(?=(?:一致|共同|均|都)?(?:同意|认为|重申|强调|主张|宣布|确认|支持|反对|愿|将|应|要))"
    ),
    outsiders=re.compile(
        "(?:学者|专家|教授|研究员|(?:随行|本报|本台)?记者|(?:[中两越]国|海外|外国)?媒体|舆论|分析人士|观察人士|外界|企业家|公司|企业|留学生|大学生|学生|村民|网友|居民|市民|商人|商家|董事长|总?经理|老师|翻译|导游|游客|志愿者|歌手|友人|会长|商会|时报|日报|早报|通讯社|智库|评论员|阿姨|大叔|大妈|老人|老板|师傅|船长|渔民|农民|工人|司机|该[报社刊台]|《[^》]{2,12}》(?=(?:发表)?(?:社论|评论|报道|文章)?(?:说|称|写道|指出|认为))|路透社|法新社|美联社|彭博社|BBC|联合国秘书长)"
    ),
    pronouns=re.compile("(?<![其吉])[他她](?!们|国|人|方|律)"),
    own_side=re.compile("我方|我们|我国|我党|我(?=[愿们代])"),
    order=frozenset({("side", "title"), ("side", "person"), ("side", "outsider"), ("title", "title"), ("title", "person"), ("outsider", "person"), ("outsider", "title"), ("outsider", "outsider")}),
    stationed=re.compile("常?驻(?=\0|$)"),
    bloc=re.compile("中国[—–－和与同-]{1,2}东盟|东盟[—–－和与同-]{1,2}中国"),
    policy=re.compile("一个“?$"),
    widened=re.compile(
        "(?:社会主义共和国|人民民主共和国)?(?:共产党|人民革命党)?(?:党和国家|党和政府|党、政府和人民|政府和人民|党政|党中央|党|政府|人民|国会|全国人大|外交部|国防部|外长|方面|各界|领导人|领导层|高层|代表团|领导|一方|国家)*+"
    ),
    led_in=re.compile("(?!)"),
    coordinated=re.compile("(?:同志)?(?:主席|总书记|总理|外长)?(?:[和及、]|以及)(?:[\u4e00-\u9fff]{0,12}?)"),
    accompanied=re.compile("(?:同志)?(?:主席|总书记|总理|外长)?[同与](?:[\u4e00-\u9fff]{0,12}?)"),
    topic=re.compile("(?:关于|就|对于|围绕|针对|谈[到及]|在谈[到及]|在?[^，。]{0,20}问题上|在[^，。]{0,20}方面)"),
    told=re.compile(
        "(?:会谈|会见|会晤|仪式|活动|访问|座谈|通话|演讲|欢迎宴会)?(?:结束)?[后前]，|会见结束时|(?:当天|当日|当晚|同日|随后|此后|之后|另据|据悉|据了解|据报道|正如|正像|本次|此次访问|这次访问|值得一提|报道|目前，|数据显示|统计显示)"
        "|\\d{1,2}月?\\d{0,2}日?(?:上午|下午|晚上|晚)?，?[^，。]{0,12}(?:出席|参加|会见|抵达|离开|前往|参观)"
        "|[^。]{0,60}(?:参加(?:会[谈见]|活动|上述)|出席(?:会[谈见]|仪式|活动)|在座|陪同会[谈见]|等参加|共同见证|发表(?:了)?(?:《[^》]*》|联合声明|联合公报)|签署(?:了)?(?:《|\\d|多项|一系列|多份|合作文件|协议)|共进|合影|种下|剪彩|揭牌|得到[^。]{0,20}(?:积极评价|响应|共鸣))"
    ),
    briefing=re.compile("介绍[^，。]{0,6}(?:此访|访问|会议|会谈)[^，。]{0,6}(?:情况|成果)|答记者问|记者会|吹风会|接受[^，。]{0,16}采访|向[^，。]{0,8}(?:媒体|记者)|新闻发布会|[发座]谈会上介绍"),
    polite=re.compile("(?:了)?(?:由衷|衷心|热烈|诚挚|高度|深切|最?美好|亲切|强烈|的|高兴|和|、|以|欢迎|祝贺|感谢|赞赏|谢意|慰问|哀悼|满意|祝愿|敬意|遗憾|问候|支持)++(?:。|$|，(?:并)?(?:预?祝|感谢))|对[^。]{0,60}表示[^。]{0,20}$"),
    position=re.compile(
        "(?:的|在[^，。：]{1,14}上的?|对[^，。：]{1,14}的?)?(?:一贯|原则|严正|基本|明确|坚定|始终如一|的|、)*(?P<verb>主张|立场|态度|政策)(?:是|：|，即|很?明确|从未|没有)"
    ),
    noun=re.compile("(?:[的被所些项点]|公认|普遍|可以|也就是|俗话|常言|俗语|听|据|如[^，。]{0,6}所|双?方?面?受到?|得到|给予|获得|大力|有力|相互|互相|技术|政策|资金|贷款|财政|客观|新|本国)$"),
    no_verb=re.compile("和(?!中|越|双|两)|(?<=提出)(?:了)?(?:[“《]|[^，。：]{0,14}(?:倡议|理念|构想|概念))|的(?!是)|下|书|点|力度|赛|会(?!议)|性|者|为准|法|明(?:书|了)|号|谈|职|赞|呼|之|和帮助|辞|信|政策"),
    surely=re.compile("愿(?:同|与|意|继续|进一步)"),
    label=re.compile("(?P<who>[^，。：；“”《》\n]{1,18})：(?=.)"),
    relative=re.compile("[^对就在向同与于从以由因，]{1,12}?的"),
    somebody=re.compile("(?:在[^，。]{1,20}?(?:上|中|时)，?)?(?:[一有某][位名个]?[^，。：“”]{0,8}?)?(?P<who>[\u4e00-\u9fff]{0,6}(?:者|人|员|家|长|师|生|友|们|客|民|方代表))(?:也|还|则|就|曾|[^，。]{0,8}(?:地|时))?"),
    plain=frozenset({"说", "表示", "认为", "指出", "强调", "告诉", "谈到", "坦言", "写道", "提出"}),
)

VI = Rules(
    clause=re.compile(rf"[,;:.!?…\n](?=\s|$|[”\"])|\s[-–—]\s(?=[{_UP}“\"])"),
    adverbs=re.compile(rf"(?:\s|[{QUOTES}]|(?<!\w)(?:{_VI_ADVERB})(?!\w))*+", re.IGNORECASE),
    after_verb=re.compile(rf"(?:\s|[,:{QUOTES}]|(?:rằng|là|hiện nay|thời gian qua|trong thời gian qua)(?!\w))*"),
    oblique=re.compile(
        r"(?:^|\W)(?:với|cùng|cùng với|của|cho|tới|đến|về|tại|ở|do|bởi|được|mời|cảm ơn|tiếp|gặp|hội kiến|hội đàm với|chúc mừng|mong|mong muốn|đề nghị|đánh giá cao|ủng hộ|hoan nghênh|việc|khi|để|từ"
        r"|trong|đối với|giữa|thay mặt|gửi|thăm|sang|sự|kính|chúc|vào|là|chứng kiến|thông qua|qua|hy vọng|kêu gọi|coi|xem|cám ơn|tin tưởng|tin|biết ơn|rời|bằng|giúp|đưa|hai|các|nhiều|tin rằng|mong rằng|hy vọng rằng|chống lại|nhất là|khuyến khích|yêu cầu|tôn trọng|quan hệ|theo lời mời của)\s$",
        re.IGNORECASE,
    ),
    owned=re.compile(
        r"\s(?:vun đắp|dày công|kính yêu|và nhân dân Việt Nam vun đắp|vĩ đại|đã dày công|sáng lập|đặt nền móng|gây dựng|thăm|sang thăm|-|–)(?!\w)"
    ),
    titles=re.compile(
        r"(?<!\w)(?:Tổng Bí thư|Tổng bí thư|Chủ tịch nước|Phó Chủ tịch nước|Chủ tịch Quốc hội|Phó Chủ tịch Quốc hội|Phó Thủ tướng|Thủ tướng Chính phủ|Thủ tướng|Tổng thống|Quốc vương|Chủ tịch|Phó Chủ tịch|Bộ trưởng|Thứ trưởng"
        r"|Ngoại trưởng|Đại sứ|Tổng Lãnh sự|Người phát ngôn|Phó phát ngôn|người phát ngôn|Thường trực Ban Bí thư|Trưởng ban|Trưởng Ban|Ủy viên Bộ Chính trị|Uỷ viên Bộ Chính trị|Ủy viên trưởng|Bí thư|Đại tướng|Thượng tướng|Trung tướng|Thiếu tướng|Đặc phái viên|Chủ nhiệm|Tham tán|Ủy viên Quốc vụ|Quốc vụ khanh|Tổng Thư ký|Trưởng đoàn|Phó Viện trưởng|[Qq]uan chức|[Đđ]ại diện|[Tt]hành viên|[Dd]iễn giả|[Đđ]ồng chủ tọa)(?!\w)"
        rf"|(?<!\w)(?:[Đđ]ồng chí|[Ôô]ng|[Bb]à)(?=\s[{_UP}])"
    ),
    modifier=re.compile(
        rf"(?:\s|,\s|(?:[{_UP}][\w-]*|{_VI_INSTITUTION})(?!\w))*+"
        ),
    joint=re.compile(
        r"(?<!\w)(?:[Ll]ãnh đạo (?:cấp cao )?(?:hai Đảng, hai nước|hai nước, hai Đảng|hai Đảng và hai nước|hai Đảng|hai nước|hai bên)|[Hh]ai (?:bên|nhà lãnh đạo|Tổng Bí thư|Thủ tướng|Bộ trưởng|Ngoại trưởng|Chủ tịch|vị lãnh đạo|đồng chí|nguyên thủ|Chủ tịch Quốc hội|Tổng bí thư)"
        r"|[Hh]ai (?:Đảng, hai nước|nước|Đảng)|[Cc]ác nhà lãnh đạo|[Hh]ai đồng chí lãnh đạo|Việt Nam và Trung Quốc|Trung Quốc và Việt Nam|[Nn]guyên thủ hai nước|Bộ Ngoại giao hai nước|[Cc]ả hai (?:bên|nước))(?!\w)"
    ),
    outsiders=re.compile(
        r"(?<!\w)(?:[Hh]ọc giả|[Cc]huyên gia|[Gg]iáo sư|GS\.?(?:TS\.?)?|PGS\.?(?:TS\.?)?|TS\.?|[Tt]iến sĩ|[Nn]hà nghiên cứu|[Nn]hà báo|[Pp]hóng viên|[Bb]áo chí|truyền thông|[Dd]ư luận|[Gg]iới quan sát|[Gg]iới chuyên gia|[Ss]inh viên|[Dd]u học sinh|[Dd]oanh nghiệp|[Cc]ông ty|[Gg]iám đốc|[Tt]ổng giám đốc|[Tt]ập đoàn|[Nn]gười dân|[Tt]ờ|[Bb]áo|[Hh]ãng tin|[Tt]ạp chí|[Nn]gư dân|[Nn]ông dân|[Tt]iểu thương|Kyodo|Bloomberg|BBC|The Straits Times|Reuters|AFP|Tân Hoa xã|Thời báo|Viện trưởng|[Hh]ội trưởng|[Nn]hà phân tích|[Cc]ựu chiến binh|[Gg]iảng viên|nhà nghiên cứu|bạn đọc|Tổng Thư ký (?:Liên hợp quốc|ASEAN))(?!\w)"
    ),
    pronouns=re.compile(rf"(?<!\w)(?:[Ôô]ng|[Bb]à|Đồng chí)(?!\w)(?! [{_UP}])"),
    own_side=re.compile(r"(?<!\w)(?:chúng tôi|Chúng tôi|chúng ta|Chúng ta|tôi|Tôi)(?!\w)"),
    order=frozenset({("title", "title"), ("title", "side"), ("title", "person"), ("side", "person"), ("side", "title"), ("outsider", "person"), ("outsider", "side"), ("outsider", "outsider")}),
    stationed=re.compile(r"\s(?:tại|ở)\s(?:nước\s)?(?=\0|$)"),
    bloc=re.compile("ASEAN (?:và|[-–]) Trung Quốc|Trung Quốc (?:và|[-–]) ASEAN"),
    policy=re.compile("(?i:một) [“\"]?$|(?i:một )$"),
    widened=re.compile(r"(?: và nhân dân)?"),
    led_in=re.compile(
        r"(?:[Pp]hía|Đảng, Nhà nước và [Nn]hân dân|Đảng và Nhà nước|Đảng, Nhà nước|Đảng, Chính phủ và nhân dân|Nhà nước|Chính phủ|[Nn]hân dân|[Ll]ãnh đạo|[Nn]ước|Bộ Ngoại giao|Đảng Cộng sản|Quốc hội|Bộ Quốc phòng|Đảng|Bộ Công an)(?: nước)?\s$"
    ),
    coordinated=re.compile(r"\svà\s(?:[\w,\s]{0,80}?)"),
    accompanied=re.compile(r"\s(?:cùng|với)\s(?:[\w,\s]{0,80}?)"),
    topic=re.compile(r"(?:Về|Liên quan|Đối với|Trước|Nói về|Đề cập|Bàn về|Trả lời câu hỏi|Đánh giá về|Trong vấn đề|Theo đó)(?!\w)"),
    told=re.compile(
        r"(?:Sau (?:hội đàm|cuộc|lễ|buổi|khi)|Kết thúc|Cùng ngày|Chiều cùng ngày|Tối cùng ngày|Tiếp đó|Nhân dịp này,[^.]*(?:ký|chứng kiến)|Trong khuôn khổ|Được biết|Theo kế hoạch|Trước đó|Hiện nay,|Theo thống kê|Tính đến|Năm \d{4},)"
        r"|[^.]{0,90}(?:chứng kiến (?:lễ )?ký|cùng dự|tham dự|tháp tùng|dự tiệc|ra Tuyên bố chung|ra tuyên bố chung|ký kết (?:\d|nhiều)|ký \d|trao đổi văn kiện|thưởng trà|dự lễ|cắt băng)"
    ),
    briefing=re.compile(
        r"(?:trả lời phỏng vấn|trao đổi với báo chí|họp báo|thông tin (?:về|kết quả)|cho báo chí biết|thông báo kết quả|phỏng vấn|trả lời báo chí|nói với (?:phóng viên|báo chí))"
    ),
    polite=re.compile("(?!)"),
    position=re.compile(
        r"(?<!\w)(?P<verb>lập trường|chủ trương|chính sách|quan điểm)(?: \w+){0,4} (?:của|phía)\s$",
        re.IGNORECASE,
    ),
    noun=re.compile(r"(?:^|\W)(?:được|bị|sự|lời|cuộc|các|những|việc|một|ý|theo như|bản|đề|mà|niềm)\s$", re.IGNORECASE),
    no_verb=re.compile(r"\s(?:chung|của|thống nhất (?:đất nước|quốc gia)|hành động|đất nước|quốc gia|trong khu vực)(?!\w)"),
    surely=re.compile("(?!)"),
    label=re.compile(r"(?P<who>[^,.:;“”\"\n]{1,40}): (?=.)"),
    relative=re.compile("(?!)"),
    somebody=re.compile(r"\s*(?:[^,]*?, )?(?P<who>(?:[Mm]ột|[Nn]hiều|[Cc]ác|[Bb]ên|[Nn]gười|[Vv]ị|[Đđ]oàn)(?: \w+){0,6})(?: (?:đã|cũng|từng|nói|đề nghị giấu tên))?\s"),
    plain=frozenset({"nói", "cho biết", "cho rằng", "nhấn mạnh", "khẳng định", "đề nghị", "nhận định", "chia sẻ", "viết", "bày tỏ"}),
)
RULES = {"zh": ZH, "vi": VI}

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹章苏潘葛范彭鲁韦马方俞任袁柳唐罗薛雷贺倪汤滕殷毕郝常傅齐康伍余顾孟黄穆萧尹姚邵汪毛宋庞"
    "熊纪舒屈项祝董梁杜阮季贾路江童颜郭梅林钟徐邱骆高夏蔡田胡凌霍万柯管卢莫房丁邓洪包左石崔吉龚程邢裴陆荣翁段侯武刘景詹龙叶黎白赖卓乔谭劳申牛尚农温庄柴瞿阎连习艾古易廖耿匡文寇欧聂冷辛简饶曾沙关枚"
)
_FOREIGN = re.compile("[\u4e00-\u9fff]{1,6}(?:[·－][\u4e00-\u9fff]{1,6}){1,3}?(?=[^\u4e00-\u9fff·]|表|强|指|说|称|认|重|在|和|与|同|时|等|的|对|就)")
_BEHIND_NAME = re.compile(f"[^\u4e00-\u9fff]|[和与同及等的在时向对就于率会出主一先女代访前则也还均近今当一表强指说称认重介赞希感透回写提补解宣建呼要承愿同]|{_ZH_ADVERB}")
_ADVERB = re.compile(_ZH_ADVERB)
_CAPITALS = re.compile(rf"\s(?P<name>[{_UP}][\w-]*(?: [{_UP}][\w-]*){{1,4}})(?!\w)")
_INSTITUTIONS = frozenset("Bộ Ban Ủy Uỷ Đảng Quốc Chính Nhà Việt Trung Hội Liên Mặt Cộng Tổng Chủ Thủ Ngoại Đại Phó Văn Thành Nước Cục Viện".split())


def find_name(text: str, at: int, language: str) -> tuple[int, int] | None:
    """Range of a person's name that begins right behind a title; None if no name can be told there.

    >>> find_name("省委书记阮文强表示", 4, "zh"), find_name("省委书记在会上表示", 4, "zh")
    ((4, 7), None)
    >>> find_name("Đại sứ Phạm Văn Nam nói", 6, "vi")
    (7, 19)
    """
    if language == "vi":
        match = _CAPITALS.match(text, at)
        return match.span("name") if match and match["name"].split()[0] not in _INSTITUTIONS else None
    if match := _FOREIGN.match(text, at):
        return match.span()
    if text[at : at + 1] and text[at] in _SURNAMES and not _ADVERB.match(text, at):
        for size in (3, 2, 4):
            if _BEHIND_NAME.match(text, at + size) or at + size == len(text):
                return at, at + size
    return None
