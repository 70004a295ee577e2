// What is said of uploads.
import { later } from ".";
import { transfer } from "./en/transfer";

export const t = later("transfer", transfer);
