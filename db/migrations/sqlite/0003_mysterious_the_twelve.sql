CREATE TABLE `notice` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`owner_id` text NOT NULL,
	`price_list_id` text,
	`version_id` text,
	`from_version_id` text,
	`to_version_id` text,
	`subject` text NOT NULL,
	`summaries` text,
	`summarised_at` integer,
	CONSTRAINT "notice_kind" CHECK("kind" in ('price_version.scheduled', 'price_version.unscheduled', 'price_version.activated', 'price_list.terminated', 'webhook.disabled'))
);
--> statement-breakpoint
CREATE INDEX `notice_waiting` ON `notice` (`summarised_at`);--> statement-breakpoint
CREATE INDEX `notice_version` ON `notice` (`version_id`,`at`);--> statement-breakpoint
CREATE TABLE `notice_party` (
	`notice_id` text NOT NULL,
	`account_id` text NOT NULL,
	`at` integer NOT NULL,
	`resellers` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`notice_id`, `account_id`),
	FOREIGN KEY (`notice_id`) REFERENCES `notice`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `notice_party_account` ON `notice_party` (`account_id`,`at`);--> statement-breakpoint
CREATE TABLE `notice_read` (
	`notice_id` text NOT NULL,
	`reader_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`notice_id`, `reader_id`),
	FOREIGN KEY (`notice_id`) REFERENCES `notice`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `webhook` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`description` text NOT NULL,
	`url` text NOT NULL,
	`topics` text NOT NULL,
	`secret` text NOT NULL,
	`status` text NOT NULL,
	`failing_since` integer,
	`revision` integer DEFAULT 1 NOT NULL,
	`events` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "webhook_status" CHECK("status" in ('enabled', 'disabled', 'failing'))
);
--> statement-breakpoint
CREATE INDEX `webhook_account` ON `webhook` (`account_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `webhook_attempt` (
	`delivery_id` text NOT NULL,
	`number` integer NOT NULL,
	`at` integer NOT NULL,
	`milliseconds` integer NOT NULL,
	`request_headers` text NOT NULL,
	`response_status` integer,
	`response_headers` text,
	`response_body` text,
	`error` text,
	PRIMARY KEY(`delivery_id`, `number`),
	FOREIGN KEY (`delivery_id`) REFERENCES `webhook_delivery`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `webhook_delivery` (
	`id` text PRIMARY KEY NOT NULL,
	`webhook_id` text NOT NULL,
	`notice_id` text,
	`event` text NOT NULL,
	`body` text,
	`status` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`next_attempt_at` integer NOT NULL,
	`leased_until` integer,
	`settled_at` integer,
	FOREIGN KEY (`webhook_id`) REFERENCES `webhook`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`notice_id`) REFERENCES `notice`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "webhook_delivery_status" CHECK("status" in ('pending', 'delivered', 'failed'))
);
--> statement-breakpoint
CREATE INDEX `webhook_delivery_webhook` ON `webhook_delivery` (`webhook_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `webhook_delivery_due` ON `webhook_delivery` (`status`,`next_attempt_at`);