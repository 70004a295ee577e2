// A connection's locations.
export function HomePage({ connection }: { connection: string }) {
  return <h1>{connection}</h1>;
}
