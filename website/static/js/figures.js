// Number entry as in a spreadsheet: Enter and the arrows move in the column, a pasted block is read
// by the site and fills the fields, and the light follows the figure. Without this the form works
// as any other.

const form = document.querySelector("form[data-figures]");
const WAIT = 400;

const rowOf = (field) => field.closest("tr[data-row]");
const numberOf = (row) => row.dataset.row;
const fieldOf = (column, number) => document.getElementById(`${column}-${number}`);

function inColumn(column) {
  return [...form.querySelectorAll(`[data-col="${column}"]`)];
}

function move(field, by) {
  const column = inColumn(field.dataset.col);
  const next = column[column.indexOf(field) + by];
  if (!next) return false;
  next.focus();
  next.select?.();
  return true;
}

// In a text of several lines, and in a list of choices, the arrows stay what they are.
function mayLeave(field, event) {
  if (event.key === "Enter") return true;
  if (field.tagName === "SELECT") return false;
  return !field.value.includes("\n");
}

function pressed(event) {
  const field = event.target.closest("[data-col]");
  if (!field || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const down = event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey);
  const up = event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey);
  if (!(down || up) || !mayLeave(field, event)) return;
  if (field.tagName === "TEXTAREA" && event.key === "Enter" && event.shiftKey) return;
  event.preventDefault();
  move(field, down ? 1 : -1);
}

// The fields of some rows, as the site reads them.
function fieldsOf(rows) {
  const data = new FormData();
  for (const name of ["csrfmiddlewaretoken", "period"]) data.set(name, form.elements[name].value);
  for (const row of rows) {
    for (const field of row.querySelectorAll("[name]")) {
      if (field.type !== "checkbox" || field.checked) data.set(field.name, field.value);
    }
  }
  return data;
}

async function ask(url, data) {
  try {
    const answer = await fetch(url, { method: "POST", body: data });
    if (answer.ok) return await answer.json();
  } catch {
    // The fields stay as they are; what follows says so.
  }
  say(form.dataset.failed, []);
  return null;
}

function say(sentence, findings) {
  form.querySelector("[data-said]").textContent = sentence;
  const box = form.querySelector("[data-found]");
  const first = document.createElement("p");
  first.textContent = sentence;
  const list = document.createElement("ul");
  for (const finding of findings) {
    const item = document.createElement("li");
    if (finding.field) {
      const link = document.createElement("a");
      link.href = `#${finding.field}`;
      link.textContent = finding.text;
      item.append(link);
    } else {
      item.textContent = finding.text;
    }
    list.append(item);
  }
  box.replaceChildren(first, ...(findings.length ? [list] : []));
  box.hidden = false;
}

function wrong(field, text) {
  const error = rowOf(field).querySelector("[data-error]");
  error.textContent = text;
  if (text) {
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", error.id);
  } else {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  }
}

const waiting = new Set();
let timer;

function follow(row) {
  waiting.add(row);
  clearTimeout(timer);
  timer = setTimeout(askLights, WAIT);
}

async function askLights() {
  const rows = [...waiting];
  waiting.clear();
  const told = await ask(form.dataset.lights, fieldsOf(rows));
  if (!told) return;
  for (const row of rows) {
    const one = told.rows[numberOf(row)];
    if (!one || waiting.has(row)) continue;
    row.querySelector("[data-light]").innerHTML = one.html;
    for (const field of row.querySelectorAll("[data-col]")) {
      const name = field.dataset.col;
      wrong(field, "");
      if (one.errors[name]) wrong(field, one.errors[name]);
    }
    const texts = Object.values(one.errors);
    if (texts.length) row.querySelector("[data-error]").textContent = texts.join(" ");
  }
}

async function pasted(event) {
  const field = event.target.closest("[data-col]");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!field || !/[\t\n\r]/.test(text.trim())) return;
  if (field.tagName === "TEXTAREA" && !text.includes("\t")) return;
  event.preventDefault();
  const data = fieldsOf(form.querySelectorAll("tr[data-row]"));
  data.set("block", text);
  data.set("from_row", numberOf(rowOf(field)));
  data.set("from_column", field.dataset.col);
  const told = await ask(form.dataset.pasted, data);
  if (told) fill(told);
}

function fill(told) {
  const findings = told.findings.map((text) => ({ text }));
  for (const cell of told.cells) {
    const field = document.getElementById(cell.field);
    const row = rowOf(field);
    field.value = cell.text;
    const figure = ["v", "p", "w"].includes(field.dataset.col);
    if (cell.unknown) markUnknown(row);
    else if (figure && cell.text) fieldOf("n", cell.row).checked = false;
    field.classList.add("filled-now");
    wrong(field, cell.grave ? cell.finding : "");
    if (cell.finding) findings.push({ text: cell.finding, field: cell.field });
    follow(row);
  }
  dirty = true;
  say(told.said, findings);
}

function markUnknown(row) {
  fieldOf("n", numberOf(row)).checked = true;
  for (const column of ["v", "p", "w"]) {
    const field = fieldOf(column, numberOf(row));
    if (field) field.value = "";
  }
}

let dirty = false;

function changed(event) {
  const row = rowOf(event.target);
  if (!row) return;
  dirty = true;
  if (event.target.type === "checkbox") {
    if (event.target.checked) markUnknown(row);
  } else if (["v", "p", "w"].includes(event.target.dataset.col) && event.target.value) {
    fieldOf("n", numberOf(row)).checked = false;
  }
  follow(row);
}

if (form) {
  form.addEventListener("keydown", pressed);
  form.addEventListener("paste", pasted);
  form.addEventListener("input", changed);
  form.addEventListener("submit", () => {
    dirty = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty) event.preventDefault();
  });
}
