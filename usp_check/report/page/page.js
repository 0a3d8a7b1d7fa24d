// The page is whole without this: it folds away what holds, and sorts and filters the table.
(() => {
  "use strict";

  const folded = [...document.querySelectorAll("details.tenu")];
  let open = [];
  for (const one of folded) one.open = false;
  addEventListener("beforeprint", () => {
    open = folded.filter((one) => one.open);
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of folded) one.open = open.includes(one);
  });

  const table = document.getElementById("dossiers");
  if (!table) return;
  const body = table.tBodies[0];
  const rows = [...body.rows];

  const form = document.getElementById("filtres");
  const verdict = document.getElementById("filtre-verdict");
  const departement = document.getElementById("filtre-departement");
  const state = document.getElementById("etat-filtre");
  const filter = () => {
    let shown = 0;
    for (const row of rows) {
      row.hidden =
        (verdict.value !== "" && row.dataset.verdict !== verdict.value) ||
        (departement.value !== "" && row.dataset.departement !== departement.value);
      shown += row.hidden ? 0 : 1;
    }
    state.textContent = `${shown} ${shown < 2 ? table.dataset.un : table.dataset.plusieurs} sur ${rows.length}`;
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", filter);
  form.hidden = false;
  filter();

  const compare = new Intl.Collator("fr", { numeric: true, sensitivity: "base" }).compare;
  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.rang ?? cell.textContent.trim();
  };
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const rising = head.getAttribute("aria-sort") !== "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", rising ? "ascending" : "descending");
      const order = rising ? 1 : -1;
      rows.sort((one, other) => order * compare(key(one, column), key(other, column)));
      body.append(...rows);
    });
  });
})();
