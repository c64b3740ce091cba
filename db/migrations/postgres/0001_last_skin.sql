CREATE TABLE "price_change" (
	"id" text PRIMARY KEY NOT NULL,
	"version_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"request" jsonb,
	"undo_of" text,
	"points" integer NOT NULL,
	"cells" integer NOT NULL,
	"undone_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "price_change_part" (
	"change_id" text NOT NULL,
	"part" integer NOT NULL,
	"cells" jsonb NOT NULL,
	CONSTRAINT "price_change_part_change_id_part_pk" PRIMARY KEY("change_id","part")
);
--> statement-breakpoint
ALTER TABLE "price_change" ADD CONSTRAINT "price_change_version_id_price_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."price_version"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_change_part" ADD CONSTRAINT "price_change_part_change_id_price_change_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."price_change"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "price_change_version" ON "price_change" USING btree ("version_id","at");