// A territory by typing its name: the combobox with a list of the ARIA Authoring Practices (1.2).

const WAIT = 180;

class Picker {
  constructor(root, number) {
    this.root = root;
    this.input = root.querySelector('input[type="text"]');
    this.id = root.querySelector('input[type="hidden"]');
    this.country = root.closest("fieldset").querySelector('select[name$="-country"]');
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
  }

  typed() {
    this.id.value = "";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const q = this.input.value.trim();
    if (q.length < 2) {
      this.close();
      return;
    }
    const query = new URLSearchParams({ q, country: this.country?.value ?? "" });
    try {
      const answer = await fetch(`${this.root.dataset.url}?${query}`);
      if (!answer.ok || q !== this.input.value.trim()) return;
      this.show((await answer.json()).places);
    } catch {
      this.close(); // Without the list the name is read when the form is sent.
    }
  }

  show(places) {
    this.found = places;
    this.at = -1;
    this.list.replaceChildren(
      ...places.map((place, at) => {
        const option = document.createElement("li");
        option.id = `${this.list.id}-${at}`;
        option.dataset.at = at;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.textContent = place.name;
        return option;
      }),
    );
    const some = places.length > 0 && document.activeElement === this.input;
    this.list.hidden = !some;
    this.input.setAttribute("aria-expanded", String(some));
    this.input.removeAttribute("aria-activedescendant");
    const { none, some: hint } = this.root.dataset;
    this.voice.textContent = places.length ? `${places.length}. ${hint}` : none;
  }

  key(event) {
    const last = this.found.length - 1;
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if (event.key === "ArrowDown" && last >= 0) {
      event.preventDefault();
      this.move(this.at >= last ? 0 : this.at + 1);
    } else if (event.key === "ArrowUp" && last >= 0) {
      event.preventDefault();
      this.move(this.at <= 0 ? last : this.at - 1);
    } else if (event.key === "Enter" && !this.list.hidden && this.at >= 0) {
      event.preventDefault();
      this.choose(this.at);
    }
  }

  move(at) {
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    const options = this.list.children;
    options[this.at]?.setAttribute("aria-selected", "false");
    this.at = at;
    options[at].setAttribute("aria-selected", "true");
    options[at].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", options[at].id);
  }

  choose(at) {
    const place = this.found[at];
    this.input.value = place.name;
    this.id.value = place.id;
    if (this.country?.value) this.country.value = place.country;
    this.voice.textContent = place.name;
    this.close();
  }

  close() {
    this.list.hidden = true;
    this.at = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

document.querySelectorAll("[data-place-picker]").forEach((root, at) => new Picker(root, at + 1));
