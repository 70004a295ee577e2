// What a browser says it is, in words for people.

const browsers: [RegExp, string][] = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\//, "Firefox"],
  [/HeadlessChrome\//, "Chrome"],
  [/Chrom(e|ium)\//, "Chrome"],
  [/Version\/.*Safari\//, "Safari"],
];

const systems: [RegExp, string][] = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux|X11/, "Linux"],
];

/** The browser and its system, as far as they are known by `User-Agent`. */
export function browserOf(agent: string): { browser: string | null; system: string | null } {
  const found = (all: [RegExp, string][]) => all.find(([sign]) => sign.test(agent))?.[1] ?? null;
  return { browser: found(browsers), system: found(systems) };
}
