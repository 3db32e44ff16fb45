// The fields for the options that fit a provider, and what stands in them.

import { make, say } from "./dom.js";

/** What a field of an option is: a text, a number, a switch, or one of several words. */
export interface OptionField {
  readonly label: string;
  readonly kind: "text" | "number" | "switch" | readonly string[];
  readonly placeholder?: string;
  readonly hint?: string;
  /** What stands in it at first. */
  readonly value?: string;
}

/** A set of fields, of which those that fit are shown. What stands in a hidden one counts for nothing. */
export class OptionFields<Name extends string> {
  readonly #fields = new Map<
    Name,
    { control: HTMLInputElement | HTMLSelectElement; box: HTMLElement; error: HTMLElement }
  >();

  constructor(root: HTMLElement, fields: Readonly<Record<Name, OptionField>>) {
    for (const [name, field] of Object.entries<OptionField>(fields)) {
      const error = make("p", { class: "error", id: `${root.id}-${name}-error`, hidden: true });
      const control = controlOf(field);
      control.id = `${root.id}-${name}`;
      control.setAttribute("aria-describedby", error.id);
      control.dataset["option"] = name;
      const label =
        field.kind === "switch"
          ? make("label", { class: "switch" }, control, ` ${field.label}`)
          : make("div", { class: "field" }, make("label", { for: control.id }, field.label), control);
      const box = make("div", { hidden: true }, label, error);
      if (field.hint !== undefined) box.append(make("p", { class: "hint" }, field.hint));
      root.append(box);
      this.#fields.set(name as Name, { control, box, error });
    }
  }

  /** Shows the fields that fit. */
  show(fitting: ReadonlySet<Name>): void {
    for (const [name, { box }] of this.#fields) box.hidden = !fitting.has(name);
  }

  /** Offers these words in a field that takes one of several. */
  offer(name: Name, words: readonly string[], chosen: string): void {
    const { control } = this.#fields.get(name)!;
    const before = control.value;
    control.replaceChildren(...words.map((word) => make("option", {}, word)));
    control.value = words.includes(before) ? before : chosen;
  }

  /** What is filled in, by name; switches that are on are `"true"`. */
  values(): Partial<Record<Name, string>> {
    const found: Partial<Record<Name, string>> = {};
    for (const [name, { control, box }] of this.#fields) {
      const value = control.type === "checkbox" ? String((control as HTMLInputElement).checked) : control.value.trim();
      if (!box.hidden && value !== "" && value !== "false") found[name] = value;
    }
    return found;
  }

  /** Fills in what is given and empties the others. */
  fill(values: Partial<Record<Name, string>>): void {
    for (const [name, { control }] of this.#fields) {
      if (control.type === "checkbox") (control as HTMLInputElement).checked = values[name] === "true";
      else if (control.tagName === "INPUT" || values[name] !== undefined) control.value = values[name] ?? "";
    }
  }

  /** Shows a message at the field whose name stands in it; false if it names none of them. */
  blame(message: string): boolean {
    this.clear();
    for (const [name, { control, box, error }] of this.#fields) {
      if (box.hidden || !message.includes(`\`${name}\``)) continue;
      say(error, message);
      control.setAttribute("aria-invalid", "true");
      return true;
    }
    return false;
  }

  /** Takes all messages away. */
  clear(): void {
    for (const { control, error } of this.#fields.values()) {
      say(error, "");
      control.removeAttribute("aria-invalid");
    }
  }
}

function controlOf({ kind, placeholder, value }: OptionField): HTMLInputElement | HTMLSelectElement {
  if (kind === "switch") return make("input", { type: "checkbox" });
  if (kind !== "text" && kind !== "number") return make("select", {}, ...kind.map((word) => make("option", {}, word)));
  const inputmode = kind === "number" ? "numeric" : undefined;
  return make("input", {
    type: "text",
    class: "mono",
    inputmode,
    placeholder,
    value,
    autocomplete: "off",
    spellcheck: "false",
  });
}
