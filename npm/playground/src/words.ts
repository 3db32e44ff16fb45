// How numbers and messages are put into words.

/** A number with its noun. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** A time in Unix seconds, and for people where a calendar has it. */
export function time(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : `${seconds}, ${date.toISOString().replace(".000", "")}`;
}

/** A message of the core as a sentence: it begins in lower case and has no period, to stand in a log. */
export function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return text === "" || /[.?!]$/.test(text) ? text : `${text}.`;
}
