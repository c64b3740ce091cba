import { allowsPrivateTargets } from "../marketplaces/connector";

/** May webhooks lead to this machine and private networks? Only where the installation says so, and in tests. */
export function allowsWebhooksTo(): boolean {
  return allowsPrivateTargets() || process.env.CHANNELBOOK_TESTING === "1";
}
