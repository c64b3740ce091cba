import { database } from "@/db/client";
import { log } from "./log";

/** Does the database answer? */
export async function isReady(): Promise<boolean> {
  try {
    await database().ping();
    return true;
  } catch (error) {
    log().error({ err: error }, "the database does not answer");
    return false;
  }
}
