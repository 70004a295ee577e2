// What can be done by keys and commands.
import { later } from ".";
import { commands } from "./en/commands";

export const t = later("commands", commands);
