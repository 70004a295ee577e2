// For tests: what a browser keeps for a service worker.

export class FakeCaches {
  readonly all = new Map<string, Map<string, Response>>();
  isFull = false;

  has = (name: string) => Promise.resolve(this.all.has(name));
  delete = (name: string) => Promise.resolve(this.all.delete(name));

  open = (name: string) => {
    const kept = this.all.get(name) ?? new Map<string, Response>();
    this.all.set(name, kept);
    return Promise.resolve({
      put: (key: string, answer: Response) => {
        if (this.isFull) return Promise.reject(new DOMException("full", "QuotaExceededError"));
        kept.set(key, answer);
        return Promise.resolve();
      },
      keys: () => Promise.resolve([...kept.keys()]),
      match: (key: string) => Promise.resolve(kept.get(key)?.clone()),
    });
  };

  /** As if the worker had kept these. */
  async keep(...files: [name: string, text: string][]): Promise<void> {
    const kept = await this.open("wardrobe-shared");
    for (const [name, text] of files) {
      const headers = { "x-name": encodeURIComponent(name), "x-modified": "1700000000000" };
      await kept.put(
        `/share/kept/${this.all.size}/${name}-${Math.random()}`,
        new Response(text, { headers }),
      );
    }
  }
}
