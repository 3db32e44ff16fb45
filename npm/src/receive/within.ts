// A limit of time for a promise.

/** What the work gives, or {@link LATE}. The work itself goes on; what becomes of it then is ignored. */
export async function within<T>(seconds: number, work: Promise<T>): Promise<T | typeof LATE> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<typeof LATE>((resolve) => {
    timer = setTimeout(resolve, seconds * 1000, LATE);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What there is when the time is over. */
export const LATE: unique symbol = Symbol("late");
