const SLOTS = 4;

/** `idle` resolves when the content has been processed and the memory can be reused. */
export type Slot = { memory: SharedArrayBuffer; view: Buffer; used: number; idle: Promise<void> };

export type Slots = {
  /** Copies a chunk into the slots. Waits while all are in use, which applies backpressure. */
  add(chunk: Buffer): Promise<void>;
  /** Processes the last, partial slot and resolves when all slots are done. */
  end(): Promise<void>;
  /** Resolves when no work uses the memory anymore, even if some failed. */
  idle(): Promise<void>;
};

const createSlot = (sizeBytes: number): Slot => {
  const memory = new SharedArrayBuffer(sizeBytes);
  return { memory, view: Buffer.from(memory), used: 0, idle: Promise.resolve() };
};

/**
 * Collects chunks in up to four slots of shared memory, allocated on demand, and calls `work` with each full one, in order.
 * Calls overlap, so `work` must read shared state, such as its file position, before its first `await`.
 */
export const createSlots = (slotBytes: number, work: (slot: Slot) => Promise<unknown>): Slots => {
  let slot = createSlot(slotBytes);
  const slots = [slot];
  let turn = 0;

  const flush = (): void => {
    slot.idle = work(slot).then(() => undefined);
    slot.idle.catch(() => undefined); // awaited later; until then, a failure must not count as unhandled
  };
  const advance = async (): Promise<void> => {
    flush();
    turn = (turn + 1) % SLOTS;
    slot = slots[turn] ?? createSlot(slotBytes);
    slots[turn] = slot;
    await slot.idle;
    slot.used = 0;
  };

  return {
    add: async (chunk) => {
      for (let taken = 0; taken < chunk.length; ) {
        if (slot.used === slotBytes) await advance();
        const count = chunk.copy(slot.view, slot.used, taken);
        slot.used += count;
        taken += count;
      }
    },
    end: async () => {
      flush();
      await Promise.all(slots.map(({ idle }) => idle));
    },
    idle: async () => void (await Promise.allSettled(slots.map(({ idle }) => idle))),
  };
};
