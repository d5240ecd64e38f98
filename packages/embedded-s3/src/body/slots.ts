const SLOTS = 4;

/** Memory for a chunk of a body; `idle` once what was in it has been dealt with. */
export type Slot = { memory: SharedArrayBuffer; view: Buffer; used: number; idle: Promise<void> };

export type Slots = {
  /** Copies a chunk, and waits while all slots are full: that holds the sender back. */
  add(chunk: Buffer): Promise<void>;
  /** Hands out what is left and resolves when all of it has been dealt with. */
  end(): Promise<void>;
  /** Resolves when nothing works on the memory any more, whatever became of it. */
  idle(): Promise<void>;
};

const createSlot = (sizeBytes: number): Slot => {
  const memory = new SharedArrayBuffer(sizeBytes);
  return { memory, view: Buffer.from(memory), used: 0, idle: Promise.resolve() };
};

/**
 * Gathers chunks in four slots of shared memory, made as they are needed. Full ones are given to `work` in order; it
 * must take what is in them before its first pause, but may take its time to be done with it.
 */
export const createSlots = (slotBytes: number, work: (slot: Slot) => Promise<unknown>): Slots => {
  let slot = createSlot(slotBytes);
  const slots = [slot];
  let turn = 0;

  const flush = (): void => {
    slot.idle = work(slot).then(() => undefined);
    slot.idle.catch(() => undefined); // awaited later, maybe later than it fails
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
