import { IndexSkeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return <IndexSkeleton columns={7} />;
}
