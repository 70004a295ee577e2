// The check of what works in a connection. What the server finds, it says itself.
import type { check as english } from "../en/check";
import { number } from "../count";

export const check: typeof english = {
  // check-browser.ts
  largeRequest: "Eine große Anfrage von diesem Browser an Wardrobe",
  arrived: (seconds) => `16\u00a0MiB sind in ${seconds}\u00a0s angekommen.`,
  tooLarge:
    "Etwas zwischen diesem Browser und Wardrobe weist Anfragen von 16 MiB ab: ein Proxy mit einer Grenze. Wer ihn betreut, muss sie aufheben, in nginx mit client_max_body_size 0.",
  notThrough: (why) => `16\u00a0MiB kommen nicht bei Wardrobe an. ${why}`,
  slowAnswer: "Eine Antwort, die nach und nach kommt",
  breaksOff: (why) => `Sie bricht ab. ${why}`,
  eachLine: "Jede Zeile kommt an, wenn sie gesendet wird.",
  allTogether:
    "Alle Zeilen kommen auf einmal an: Etwas zwischen diesem Browser und Wardrobe sammelt Antworten, bevor es sie weitergibt; Listen und Fortschritt kommen darum spät. Wer es betreut, muss das abstellen, in nginx mit proxy_buffering off.",
  straight: (bucket) => `Von diesem Browser direkt zu ${bucket}`,
  notReached: (host) =>
    `Der Bucket ließe diese Seite zu, aber dieser Browser erreicht ${host} nicht: Eine Firewall, ein Proxy oder eine Erweiterung steht dazwischen.`,
  reached: (host) => `Dieser Browser erreicht ${host} und darf die Antworten lesen.`,

  // check.tsx
  title: "Prüfung",
  whatWorks: "Was hier geht",
  eachStep: (place) => (
    <>Jeder Schritt auf dem Weg zu {place ?? "den Dateien"}, ausprobiert mit Ihrer Rolle.</>
  ),
  back: "Zurück",
  looking: "Wird geprüft",
  again: "Noch einmal prüfen",
  tryWrite: "Auch Schreiben ausprobieren",
  tryNetwork: "Auch das Netz prüfen",
  copyReport: "Bericht kopieren",
  writeNote: (file) => (
    <>
      Um das Schreiben auszuprobieren, schreibt Wardrobe hier ein eigenes Objekt {file} und löscht es wieder.
      Eines, das schon da ist, bleibt unberührt. Der Bericht enthält kein Geheimnis.
    </>
  ),
  works: "Geht",
  fails: "Geht nicht",
  notTried: "Nicht ausprobiert",
  allWorks: "Alles, was ausprobiert wurde, geht.",
  failures: (count) => (count === 1 ? "Ein Schritt geht nicht." : `${number(count)} Schritte gehen nicht.`),
  reportOf: (connection) => `Verbindung ${connection}`,
};
