CREATE TABLE `price_change` (
	`id` text PRIMARY KEY NOT NULL,
	`version_id` text NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text NOT NULL,
	`actor_name` text NOT NULL,
	`request` text,
	`undo_of` text,
	`points` integer NOT NULL,
	`cells` integer NOT NULL,
	`undone_at` integer,
	FOREIGN KEY (`version_id`) REFERENCES `price_version`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `price_change_version` ON `price_change` (`version_id`,`at`);--> statement-breakpoint
CREATE TABLE `price_change_part` (
	`change_id` text NOT NULL,
	`part` integer NOT NULL,
	`cells` text NOT NULL,
	PRIMARY KEY(`change_id`, `part`),
	FOREIGN KEY (`change_id`) REFERENCES `price_change`(`id`) ON UPDATE no action ON DELETE cascade
);
