// Searches and sorts the tables of a page. Without it the page is whole: nothing is hidden, nothing is missing.
(() => {
  const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d");
  const folded = text => text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();
  const form = document.querySelector("form.search");
  const [field, said] = [form.querySelector("input"), form.querySelector("output")];
  const rows = [...document.querySelectorAll("table.kwic tbody tr, table.counts tbody tr")].map(element => {
    const block = element.closest(".block");
    const head = block ? `${block.dataset.search} ${block.querySelector("h2").textContent} ` : "";
    const titles = [...element.querySelectorAll("[title]")].map(one => one.title).join(" ");
    // a line is read across its cells, so that words cut by the edge of the formula are found too
    const words = [".left", ".node", ".right"].map(name => element.querySelector(name)?.textContent ?? "").join("");
    const text = folded(`${head}${element.textContent} ${titles} ${words}`);
    return { element, block, text, bare: plain(text) };
  });

  const narrow = () => {
    const terms = [...field.value.matchAll(/["“]([^"”]+)["”]|(\S+)/g)].map(match => folded(match[1] ?? match[2]));
    const fits = row => terms.every(term => (plain(term) === term ? row.bare : row.text).includes(term));
    const open = new Set();
    let shown = 0;
    for (const row of rows) {
      row.element.hidden = !fits(row);
      if (!row.element.hidden) { shown += 1; open.add(row.block); }
    }
    for (const block of document.querySelectorAll(".block")) block.hidden = !open.has(block);
    said.textContent = `${shown} of ${rows.length} ${said.dataset.what}`;
  };

  const keyOf = (cell, fromEnd) => cell.dataset.value ? Number(cell.dataset.value)
    : fromEnd ? [...cell.textContent].reverse().join("") : cell.textContent.trim();
  const sort = (table, column, head) => {
    const body = table.tBodies[0];
    const was = head.getAttribute("aria-sort");
    const numbers = body.rows[0].cells[column].dataset.value !== undefined && table.matches(".counts");
    const order = numbers ? ["descending", "ascending"] : ["ascending", "descending"];
    const now = order[order.indexOf(was) + 1]; // third time: as it was
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    if (now) head.setAttribute("aria-sort", now);
    const compare = (one, two) => typeof one === "number" ? one - two : one.localeCompare(two, undefined, { numeric: true });
    const keyed = [...body.rows].map(row => [row, keyOf(row.cells[column], head.dataset.sort === "end")]);
    if (now) keyed.sort((one, two) => compare(one[1], two[1]) * (now === "ascending" ? 1 : -1) || one[0].dataset.at - two[0].dataset.at);
    else keyed.sort((one, two) => one[0].dataset.at - two[0].dataset.at);
    body.append(...keyed.map(([row]) => row));
  };

  for (const table of document.querySelectorAll("table.kwic, table.counts")) {
    [...table.tBodies[0].rows].forEach((row, at) => { row.dataset.at = at; });
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = document.createElement("button");
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(table, column, head));
    });
  }
  field.addEventListener("input", narrow);
  form.addEventListener("submit", event => event.preventDefault());
  form.hidden = false;
  narrow();
})();
