// The beginning of an object as text.
import { useQuery } from "@tanstack/react-query";
import { beginning } from "./beginning";
import { decode } from "./decode";
import { useMeter } from "./meter";
import type { ViewProps } from "./show";
import { TEXT_MAX } from "./viewer";

/** Text as far as it was read. `text` is null when it is none. */
export interface Read {
  text: string | null;
  encoding: string;
  /** There is more. */
  cut: boolean;
}

/** Reads so many bytes of the beginning, and no more. */
export function useText({ source, size, encoding }: ViewProps, most = TEXT_MAX) {
  const meter = useMeter();
  return useQuery({
    queryKey: ["text", source, size, encoding, most],
    queryFn: async ({ signal }): Promise<Read> => {
      if (size === 0) return { text: "", encoding: "UTF-8", cut: false };
      const { bytes, cut } = await beginning(source, most, encoding, signal, meter.add);
      const decoded = decode(bytes);
      return { text: decoded?.text ?? null, encoding: decoded?.encoding ?? "", cut };
    },
    staleTime: 60_000,
    gcTime: 60_000,
  });
}
