CREATE TABLE `idempotency_key` (
	`owner` text NOT NULL,
	`key` text NOT NULL,
	`request_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`claim_id` text NOT NULL,
	`claimed_at` integer NOT NULL,
	`carried_out` integer DEFAULT false NOT NULL,
	`status` integer,
	`headers` text,
	`body` text,
	PRIMARY KEY(`owner`, `key`)
);
--> statement-breakpoint
CREATE INDEX `idempotency_key_created` ON `idempotency_key` (`created_at`);