// Hands a text to the clipboard, or bytes to a file.

import { say } from "./dom.js";

/** Copies a text and says so; where the browser refuses, the text can be selected by hand. */
export async function copy(text: string, what: string, place: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(place, `${what} copied`);
  } catch {
    say(place, "the browser refused to copy: select the text and copy it by hand");
  }
}

/** Saves bytes as a file of this name. */
export function download(bytes: Uint8Array<ArrayBuffer>, name: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  // Some browsers read it only after the click was handled.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
