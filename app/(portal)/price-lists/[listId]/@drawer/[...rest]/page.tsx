/** No drawer at this address. */
export default function NoDrawer() {
  return null;
}
