/** Next calls this once, before the server answers its first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { failStart, startProcess } = await import("@/lib/services/process");
  try {
    const { assertOperatorSettings } = await import("@/lib/services/operator-settings");
    assertOperatorSettings();
    const { startTracing } = await import("@/lib/services/tracing");
    await startTracing();
    const { startMetrics } = await import("@/lib/services/metrics");
    await startMetrics();
    const { keepRawQueries } = await import("@/app/_edge/raw-query");
    keepRawQueries();
    const { noteAddresses } = await import("@/app/_edge/client-address");
    noteAddresses();
    const { keepExchanges } = await import("@/app/_edge/answer-status");
    keepExchanges();
    const { assertDemoMayBeServed } = await import("@/lib/services/demo/guard");
    await assertDemoMayBeServed(process.env);
    await startProcess();
    const { startBackground } = await import("@/lib/services/background");
    await startBackground();
  } catch (error) {
    failStart(error);
  }
}
