// Everything there is around the pages.
import { QueryClientProvider } from "@tanstack/react-query";
import { Suspense } from "react";
import { createQueryClient } from "./api/queries";
import { Shell } from "./parts/shell";
import { Routes } from "./routes";

const client = createQueryClient();

export function App() {
  return (
    <QueryClientProvider client={client}>
      <Shell>
        <Suspense fallback={null}>
          <Routes />
        </Suspense>
      </Shell>
    </QueryClientProvider>
  );
}
