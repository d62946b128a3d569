"use strict";
{
  const collator = new Intl.Collator("zh");

  const keyOf = (row, column, numeric) => {
    const cell = row.cells[column];
    if (cell.classList.contains("none")) return null;
    const key = cell.dataset.order ?? cell.dataset.value ?? cell.textContent.trim();
    return numeric ? Number(key) : key;
  };

  const sort = (header) => {
    const table = header.closest("table");
    const body = table.tBodies[0];
    const column = header.cellIndex;
    const numeric = header.dataset.sort !== "text";
    const down = header.getAttribute("aria-sort") === "ascending";
    const keyed = [...body.rows].map((row) => [keyOf(row, column, numeric), row]);
    keyed.sort(([a], [b]) => {
      // What is missing stays last, whichever way.
      if (a === null || b === null) return (a === null) - (b === null);
      const order = numeric ? a - b : collator.compare(a, b);
      return down ? -order : order;
    });
    body.append(...keyed.map(([, row]) => row));
    for (const other of header.parentElement.cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
  };

  for (const header of document.querySelectorAll("th[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    button.addEventListener("click", () => sort(header));
    header.append(button);
  }

  const chooses = (choice, element) => {
    const own = element.dataset[choice.name];
    return choice.value === "" || own === undefined || own.split(" ").includes(choice.value);
  };

  for (const form of document.querySelectorAll("form.filter")) {
    const scope = form.parentElement;
    const choices = [...form.querySelectorAll("select")];
    const search = form.querySelector("input[type=search]");
    const has = (element) => !search || element.textContent.includes(search.value.trim());
    const apply = () => {
      for (const element of scope.querySelectorAll("[data-league], [data-project]")) {
        element.hidden = !choices.every((choice) => chooses(choice, element));
      }
      const items = [...scope.querySelectorAll("[data-item]")];
      if (search) for (const item of items) item.hidden ||= !has(item);
      const shown = items.filter((item) => item.closest("[hidden]") === null);
      form.querySelector("output").textContent = `显示 ${shown.length} / ${items.length} 条`;
    };
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    search?.addEventListener("input", apply);
    form.addEventListener("change", () => {
      apply();
      // Who asks for a league or a project wants to read what is left.
      const asked = choices.some((choice) => choice.value !== "");
      for (const one of scope.querySelectorAll("details")) one.open = asked;
    });
    apply();
    form.querySelector(".open-all")?.addEventListener("click", (event) => {
      const all = [...scope.querySelectorAll("details")];
      const open = !all.every((one) => one.open);
      for (const one of all) one.open = open;
      event.target.textContent = open ? "全部收起" : "全部展开";
    });
  }

  // Paper has nothing to click: what is folded is printed unfolded.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
  });
}
