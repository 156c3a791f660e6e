"""Whose text a text is, and whom that side's words for the relationship name.

>>> from analysis.clean import clean_text
>>> text = clean_text("越通社河内——越中双方同意深化合作。", "zh")
>>> home_side(text, ""), home_side(text, "PRC"), sorted(partners_of("SRV", "zh"))
('SRV', 'PRC', ['CHN'])
"""

from __future__ import annotations

from analysis.clean import Cleaned

_PARTNERS = {"PRC": frozenset({"VNM"}), "SRV": frozenset({"CHN"})}
_SRV_SIGNS = ("越通社", "越南之声", "VOV")


def home_side(cleaned: Cleaned, issuer_side: str) -> str:
    """The side whose text this is: as documented, else as the text gives away."""
    if issuer_side:
        return issuer_side
    if cleaned.language == "vi":
        return "SRV"
    signs = any(sign in cleaned.text for sign in _SRV_SIGNS) or cleaned.text.count("越中") > cleaned.text.count("中越")
    return "SRV" if signs else "PRC"


def partners_of(home: str, language: str) -> frozenset[str]:
    """The country that a side's text has to name where it speaks of the relationship; either where no side is known."""
    return _PARTNERS.get(home, frozenset({"VNM", "CHN"})) | ({"CHN"} if language == "vi" else frozenset())
