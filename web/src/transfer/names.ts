// Names that are still free.

/** `a/report.tar.gz` → `a/report (2).tar.gz`; a leading dot is no ending. */
export function numbered(key: string, number: number): string {
  const slash = key.lastIndexOf("/") + 1;
  const [folder, name] = [key.slice(0, slash), key.slice(slash)];
  const ending = /(?<=.)(?:\.tar)?\.[^.\s]{1,12}$/u.exec(name)?.[0] ?? "";
  const stem = name.slice(0, name.length - ending.length);
  return `${folder}${stem} (${number})${ending}`;
}
