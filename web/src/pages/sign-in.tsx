// One tile per connection.
import { useConnections } from "../api/queries";

export function StartPage() {
  const { data } = useConnections();
  return (
    <main>
      <h1>Wardrobe</h1>
      <ul>
        {data?.map((connection) => (
          <li key={connection.name}>{connection.label}</li>
        ))}
      </ul>
    </main>
  );
}
