// Uploads: `transfers` is the queue, `TransferPanel` shows it.
export { transfers } from "./engine";
export type { Arrival, Found, Target } from "./item";
export { TransferPanel } from "./transfer-panel";
export { useTransfers } from "./use-transfers";
export { chosen, pick } from "./walk";
