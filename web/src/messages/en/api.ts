// What the page itself says of answers that did not come, or not whole.

export const api = {
  // error.ts
  networkDown: "The network may be down, or the server.",
  answered: (status: string) => `The server answered ${status}.`,

  // client.ts
  cutOff: "The server's answer was cut off.",
};
