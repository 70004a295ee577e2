// The files of one folder.
import { useParams, useSearchParams } from "wouter";

export function FilesPage() {
  const { connection } = useParams();
  const [search] = useSearchParams();
  return (
    <main>
      <h1>
        {connection}: s3://{search.get("bucket")}/{search.get("prefix")}
      </h1>
    </main>
  );
}
