/** `2026-12-01T00:00` in UTC, as the form sends it; what is no instant is none. */
export function instantParam(text: string | undefined): Date | undefined {
  const at = new Date(`${text}Z`);
  return text === undefined || Number.isNaN(at.getTime()) ? undefined : at;
}
