// Tabs, as the ARIA Authoring Practices have them: arrow keys, Home and End move, one tab is in the order of focus.

import { byId } from "./dom.js";

/** Makes tabs of the buttons in `list`; `shown` is told which panel is there now. */
export function makeTabs(list: HTMLElement, shown: (panel: string) => void): (panel: string) => void {
  const tabs = [...list.querySelectorAll<HTMLElement>("[role=tab]")];
  const show = (panel: string) => {
    for (const tab of tabs) {
      const chosen = tab.getAttribute("aria-controls") === panel;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      byId(tab.getAttribute("aria-controls")!).hidden = !chosen;
    }
    shown(panel);
  };
  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener("click", () => show(tab.getAttribute("aria-controls")!));
    tab.addEventListener("keydown", (event) => {
      const target = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (target === undefined) return;
      event.preventDefault();
      const next = tabs.at(target % tabs.length)!;
      next.focus();
      show(next.getAttribute("aria-controls")!);
    });
  }
  return show;
}
