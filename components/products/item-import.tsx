"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { FileInput } from "@/components/ui/file-input";
import { Section } from "@/components/ui/page";
import { toast } from "@/components/ui/toast";
import { type ItemImportAnswer, uploadItems } from "@/lib/client/products";
import { isDomainError } from "@/lib/domain/errors";
import { ImportVerdicts, importSummary } from "./import-verdicts";

type ItemImportProps = { productId: string };

/** Two steps: the file is judged row by row; then, if every row is right, applied as a whole. */
export function ItemImport({ productId }: ItemImportProps) {
  const router = useRouter();
  const [file, setFile] = useState<File | null>(null);
  const [answer, setAnswer] = useState<ItemImportAnswer>();
  const [refusal, setRefusal] = useState<string>();
  const [pending, setPending] = useState<"check" | "apply">();
  const href = `/products/${productId}`;

  async function send(step: "check" | "apply") {
    if (!file) return setRefusal("Choose a file first.");
    setPending(step);
    setRefusal(undefined);
    try {
      const judged = await uploadItems(productId, file, { dryRun: step === "check" });
      setAnswer(judged);
      if (!judged.applied) return;
      toast({ title: `Items imported: ${importSummary(judged)}` });
      router.push(href);
      router.refresh();
    } catch (error) {
      setAnswer(undefined);
      setRefusal(isDomainError(error) ? error.message : "The file could not be sent. Try again.");
    } finally {
      setPending(undefined);
    }
  }

  function choose(next: File | null) {
    setFile(next);
    setAnswer(undefined);
    setRefusal(undefined);
  }

  return (
    <>
      <Section
        id="file"
        title="1. Choose the file"
        footer={
          <>
            <span>Nothing is written in this step.</span>
            <Button
              variant={answer ? "secondary" : "primary"}
              pending={pending === "check"}
              onClick={() => void send("check")}
            >
              Check file
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-3">
          <FileInput
            name="uploaded_file"
            label="Drop a spreadsheet here, or choose one"
            help="XLSX or CSV, at most 50 MB"
            accept=".xlsx,.csv"
            onFile={choose}
          />
          {refusal ? <Banner tone="danger" role="alert" title={refusal} /> : null}
        </div>
      </Section>
      {answer ? (
        <ImportVerdicts
          answer={answer}
          actions={
            <>
              <ButtonLink href={href}>Cancel</ButtonLink>
              <Button
                variant="primary"
                pending={pending === "apply"}
                disabledReason={applyRefusal(answer)}
                onClick={() => void send("apply")}
              >
                Apply to items
              </Button>
            </>
          }
        />
      ) : null}
    </>
  );
}

function applyRefusal({ result }: ItemImportAnswer): string | undefined {
  if (result.failed > 0) return "All rows are applied or none: mend the failed rows in the file first.";
  const changes = result.created + result.updated + result.deleted;
  return changes === 0 ? "The file changes nothing." : undefined;
}
