// The check of what works in a connection. What the server finds, it says itself.
import type { ReactNode } from "react";
import { number } from "../count";

export const check = {
  // check-browser.ts
  largeRequest: "A large request from this browser to Wardrobe",
  arrived: (seconds: string) => `16 MiB arrived in ${seconds} s.`,
  tooLarge:
    "Something between this browser and Wardrobe refuses requests of 16 MiB: a proxy with a limit. Whoever looks after it has to lift that, in nginx by client_max_body_size 0.",
  notThrough: (why: string) => `16 MiB do not get through to Wardrobe. ${why}`,
  slowAnswer: "An answer that comes bit by bit",
  breaksOff: (why: string) => `It breaks off. ${why}`,
  eachLine: "Each line arrives when it is sent.",
  allTogether:
    "All lines arrive together: something between this browser and Wardrobe collects answers before it passes them on, so lists and progress come late. Whoever looks after it has to stop that, in nginx by proxy_buffering off.",
  straight: (bucket: string) => `From this browser to ${bucket} itself`,
  notReached: (host: string) =>
    `The bucket would let this page in, but this browser does not reach ${host}: a firewall, a proxy or an extension stands between.`,
  reached: (host: string) => `This browser reaches ${host}, and may read its answers.`,

  // check.tsx
  title: "Check",
  whatWorks: "What works here",
  eachStep: (place: ReactNode) => (
    <>Each step on the way to {place ?? "the files"}, tried out with your role.</>
  ),
  back: "Back",
  looking: "Looking",
  again: "Check again",
  tryWrite: "Try to write, too",
  tryNetwork: "Check the network, too",
  copyReport: "Copy the report",
  writeNote: (file: ReactNode) => (
    <>
      To try to write, Wardrobe writes an object {file} of its own here and deletes it. One that is there
      already is left alone. The report has no secret in it.
    </>
  ),
  works: "Works",
  fails: "Fails",
  notTried: "Not tried",
  allWorks: "Everything that was tried works.",
  failures: (count: number) => (count === 1 ? "One step fails." : `${number(count)} steps fail.`),
  reportOf: (connection: string) => `Connection ${connection}`,
};
