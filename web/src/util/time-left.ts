// How long credentials still last, in words.

import { m } from "../messages";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Such as `6 d 2 h`, `1 h 5 min`, `12 min`, `45 s`, and `ended`. Rounded down: never more than there is. */
export function timeLeft(ms: number): string {
  if (ms <= 0) return m.util.ended;
  const { seconds, minutes, hours, days } = m.util;
  if (ms < MINUTE) return seconds(Math.max(1, Math.floor(ms / 1000)));
  if (ms < HOUR) return minutes(Math.floor(ms / MINUTE));
  const whole = Math.floor(ms / (ms < DAY ? HOUR : DAY));
  const [first, rest] =
    ms < DAY ? [hours(whole), Math.floor(ms / MINUTE) % 60] : [days(whole), Math.floor(ms / HOUR) % 24];
  if (rest === 0) return first;
  return `${first} ${ms < DAY ? minutes(rest) : hours(rest)}`;
}

/** When the words above change next, in ms: so that a clock ticks no more than it must. */
export function nextTick(ms: number): number {
  if (ms <= 0) return DAY;
  if (ms <= 2 * MINUTE) return Math.max(ms % 1000, 50);
  return Math.min((ms % MINUTE) + 20, ms - MINUTE);
}

/** As a clock that counts down shows it: `4:12`. Rounded down. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
