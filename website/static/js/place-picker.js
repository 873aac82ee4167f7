// A territory by typing its name: the combobox with a list of the ARIA Authoring Practices (1.2),
// with manual selection. Without JavaScript the name is read when the form is sent.

const WAIT = 120;
const LEAVE_TO_INPUT = ["Home", "End", "ArrowLeft", "ArrowRight"];

class Picker {
  constructor(root, number) {
    this.root = root;
    this.input = root.querySelector('input[type="text"], input[type="search"]');
    this.id = root.querySelector('input[type="hidden"]');
    this.country = root.closest("fieldset")?.querySelector('select[name$="-country"]');
    this.found = [];
    this.at = -1;
    this.build(`places-${number}`);
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
  }

  build(id) {
    this.list = document.createElement("ul");
    Object.assign(this.list, { id, className: "picker-list", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.root.querySelector("label").textContent.trim());
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest('[role="option"]');
      if (option) this.choose(Number(option.dataset.at));
    });
    this.voice = document.createElement("p");
    this.voice.className = "visually-hidden";
    this.voice.setAttribute("role", "status");
    this.input.after(this.list, this.voice);
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-controls": id };
    for (const [name, value] of Object.entries(roles)) this.input.setAttribute(name, value);
    this.input.setAttribute("aria-expanded", "false");
    this.input.autocomplete = "off";
    this.input.spellcheck = false;
  }

  typed() {
    this.id.value = "";
    this.found = [];
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    this.asked?.abort();
    const q = this.input.value.trim();
    if (q.length < 2) {
      this.close();
      this.voice.textContent = "";
      return;
    }
    const query = new URLSearchParams({ q, country: this.country?.value ?? "" });
    this.asked = new AbortController();
    try {
      const url = `${this.root.dataset.url}?${query}`;
      const answer = await fetch(url, { signal: this.asked.signal });
      if (!answer.ok || q !== this.input.value.trim() || this.id.value) return;
      this.show((await answer.json()).places);
    } catch (trouble) {
      if (trouble.name !== "AbortError") this.close();
    }
  }

  show(places) {
    this.found = places;
    this.at = -1;
    this.list.replaceChildren(...places.map((place, at) => this.option(place, at)));
    this.open(places.length > 0 && document.activeElement === this.input);
    this.input.removeAttribute("aria-activedescendant");
    const { none, one, many } = this.root.dataset;
    const said = places.length === 1 ? one : many.replace("{n}", places.length);
    this.voice.textContent = places.length ? said : none;
  }

  // What tells namesakes apart: the name that fits, what holds it, and the level.
  option(place, at) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${at}`;
    option.dataset.at = at;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const parts = [
      ["picker-name", place.title],
      ["picker-also", place.also && `(${place.also})`],
      ["picker-where", [place.level, place.within].filter(Boolean).join(" · ")],
    ];
    for (const [className, text] of parts) {
      if (!text) continue;
      const part = document.createElement("span");
      part.className = className;
      part.textContent = text;
      option.append(part, " ");
    }
    return option;
  }

  open(some) {
    this.list.hidden = !some;
    this.input.setAttribute("aria-expanded", String(some));
  }

  key(event) {
    const last = this.found.length - 1;
    const shown = !this.list.hidden;
    if (event.key === "Escape" && shown) {
      event.preventDefault();
      this.close();
    } else if (event.key === "ArrowDown" && last >= 0) {
      event.preventDefault();
      if (event.altKey) this.open(true);
      else this.move(this.at >= last ? 0 : this.at + 1);
    } else if (event.key === "ArrowUp" && last >= 0) {
      event.preventDefault();
      if (event.altKey) this.close();
      else this.move(this.at <= 0 ? last : this.at - 1);
    } else if (event.key === "Enter" && shown && this.at >= 0) {
      event.preventDefault();
      this.choose(this.at);
    } else if (LEAVE_TO_INPUT.includes(event.key)) {
      this.unmark();
    }
  }

  move(at) {
    this.open(true);
    const options = this.list.children;
    options[this.at]?.setAttribute("aria-selected", "false");
    this.at = at;
    options[at].setAttribute("aria-selected", "true");
    options[at].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", options[at].id);
  }

  unmark() {
    this.list.children[this.at]?.setAttribute("aria-selected", "false");
    this.at = -1;
    this.input.removeAttribute("aria-activedescendant");
  }

  choose(at) {
    const place = this.found[at];
    this.input.value = place.name;
    this.id.value = place.id;
    if (this.country?.value) this.country.value = place.country;
    this.voice.textContent = place.name;
    this.close();
    this.id.dispatchEvent(new Event("change", { bubbles: true }));
  }

  close() {
    this.unmark();
    this.open(false);
  }
}

let made = 0;

function start() {
  for (const root of document.querySelectorAll("[data-place-picker]:not([data-ready])")) {
    made += 1;
    root.dataset.ready = made;
    root.hidden = false;
    new Picker(root, made);
  }
}

start();
document.body.addEventListener("htmx:afterSettle", start);
