// Finds and makes elements. Text becomes text nodes: nothing that is pasted is ever read as markup.

/** The element of this id, which the page must have. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no element ${id}`);
  return element as T;
}

/** The element within `root` that has this role in its template. */
export function byRole<T extends HTMLElement = HTMLElement>(root: ParentNode, role: string): T {
  const element = root.querySelector<T>(`[data-role="${role}"]`);
  if (element === null) throw new Error(`the template has no role ${role}`);
  return element;
}

/** Moves the focus to a region, and the page only if the region does not begin well within sight. */
export function goTo(region: HTMLElement): void {
  region.focus({ preventScroll: true });
  const { top } = region.getBoundingClientRect();
  if (top < 0 || top > window.innerHeight * 0.6) region.scrollIntoView({ block: "start" });
}

/** Makes an element with attributes and children; an attribute that is false or undefined is left out. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | boolean | undefined>> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** Text in which what stands between backticks is code. */
export function prose(text: string): (Node | string)[] {
  return text.split("`").map((part, index) => (index % 2 === 1 ? make("code", {}, part) : part));
}

/** Shows a text in a place for errors or hints, or hides the place. */
export function say(place: HTMLElement, text: string): void {
  place.hidden = text === "";
  // A live region that is told the same twice would speak twice.
  if (place.textContent === text.replaceAll("`", "")) return;
  place.replaceChildren(...prose(text));
}
