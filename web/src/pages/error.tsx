// An address that leads nowhere.
export function ErrorPage() {
  return <h1>There is no such page</h1>;
}
