CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`distributor_id` text,
	`demo` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	CONSTRAINT "account_kind" CHECK("kind" in ('vendor', 'distributor', 'reseller'))
);
--> statement-breakpoint
CREATE TABLE `api_token` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`name` text NOT NULL,
	`secret_hash` text NOT NULL,
	`role` text NOT NULL,
	`modules` text,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`last_used_at` integer,
	`revoked_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "api_token_role" CHECK("role" in ('admin', 'editor', 'viewer'))
);
--> statement-breakpoint
CREATE INDEX `api_token_account` ON `api_token` (`account_id`);--> statement-breakpoint
CREATE TABLE `credential` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `credential_user` ON `credential` (`user_id`);--> statement-breakpoint
CREATE TABLE `member` (
	`account_id` text NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `user_id`),
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "member_role" CHECK("role" in ('admin', 'editor', 'viewer'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `member_user` ON `member` (`user_id`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL,
	`token` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`user_id` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `session_token_unique` ON `session` (`token`);--> statement-breakpoint
CREATE INDEX `session_user` ON `session` (`user_id`);--> statement-breakpoint
CREATE TABLE `user` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_email_unique` ON `user` (`email`);--> statement-breakpoint
CREATE TABLE `verification` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verification_identifier` ON `verification` (`identifier`);--> statement-breakpoint
CREATE TABLE `activity` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_type` text NOT NULL,
	`actor_id` text NOT NULL,
	`actor_name` text NOT NULL,
	`verb` text NOT NULL,
	`object_type` text NOT NULL,
	`object_id` text NOT NULL,
	`object_name` text NOT NULL,
	`changes` text NOT NULL,
	`request_id` text,
	`vendor_id` text,
	`distributor_id` text,
	`reseller_id` text
);
--> statement-breakpoint
CREATE INDEX `activity_vendor` ON `activity` (`vendor_id`,`at`);--> statement-breakpoint
CREATE INDEX `activity_distributor` ON `activity` (`distributor_id`,`at`);--> statement-breakpoint
CREATE INDEX `activity_reseller` ON `activity` (`reseller_id`,`at`);--> statement-breakpoint
CREATE INDEX `activity_object` ON `activity` (`object_id`,`at`);--> statement-breakpoint
CREATE TABLE `discount_client` (
	`client_id` text PRIMARY KEY NOT NULL,
	`secret_hash` text NOT NULL,
	`distributor_id` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`distributor_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `discount_customer` (
	`id` text PRIMARY KEY NOT NULL,
	`distributor_id` text NOT NULL,
	`tier_account_id` text,
	`company_name` text NOT NULL,
	`segment` text NOT NULL,
	`country` text NOT NULL,
	`level` text DEFAULT '01' NOT NULL,
	`coterm_date` text,
	`revision` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`distributor_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `discount_customer_distributor` ON `discount_customer` (`distributor_id`,`segment`,`country`);--> statement-breakpoint
CREATE TABLE `flexible_discount` (
	`id` text PRIMARY KEY NOT NULL,
	`vendor_id` text NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`code` text NOT NULL,
	`code_key` text NOT NULL,
	`category` text NOT NULL,
	`type` text NOT NULL,
	`percent` text,
	`values` text NOT NULL,
	`start_at` integer NOT NULL,
	`end_at` integer,
	`segments` text NOT NULL,
	`countries` text NOT NULL,
	`items` text NOT NULL,
	`redemption` text NOT NULL,
	`reusable_until` integer,
	`closed` integer NOT NULL,
	`code_expiry` integer,
	`revision` integer DEFAULT 1 NOT NULL,
	`events` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`vendor_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "flexible_discount_type" CHECK("type" in ('PERCENTAGE_DISCOUNT', 'FIXED_DISCOUNT')),
	CONSTRAINT "flexible_discount_redemption" CHECK("redemption" in ('unlimited', 'once_per_customer', 'once')),
	CONSTRAINT "flexible_discount_value" CHECK(("type" = 'PERCENTAGE_DISCOUNT') = ("percent" is not null))
);
--> statement-breakpoint
CREATE INDEX `flexible_discount_vendor` ON `flexible_discount` (`vendor_id`,`start_at`);--> statement-breakpoint
CREATE INDEX `flexible_discount_code` ON `flexible_discount` (`code_key`);--> statement-breakpoint
CREATE TABLE `flexible_discount_terms` (
	`discount_id` text NOT NULL,
	`from` integer NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`end_at` integer,
	PRIMARY KEY(`discount_id`, `from`),
	FOREIGN KEY (`discount_id`) REFERENCES `flexible_discount`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `contract` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`vendor_id` text NOT NULL,
	`distributor_id` text NOT NULL,
	`marketplace_id` text NOT NULL,
	`status` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`events` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`vendor_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`distributor_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`marketplace_id`) REFERENCES `marketplace`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "contract_status" CHECK("status" in ('enrolling', 'pending', 'active', 'rejected', 'terminated'))
);
--> statement-breakpoint
CREATE INDEX `contract_vendor` ON `contract` (`vendor_id`);--> statement-breakpoint
CREATE INDEX `contract_distributor` ON `contract` (`distributor_id`);--> statement-breakpoint
CREATE TABLE `listing` (
	`id` text PRIMARY KEY NOT NULL,
	`contract_id` text NOT NULL,
	`product_id` text NOT NULL,
	`marketplace_id` text NOT NULL,
	`vendor_id` text NOT NULL,
	`distributor_id` text NOT NULL,
	`status` text NOT NULL,
	`offer_id` text,
	`offer_version` integer,
	`pricelist_id` text,
	`alt_pricelist1_id` text,
	`alt_pricelist2_id` text,
	`revision` integer DEFAULT 1 NOT NULL,
	`events` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`contract_id`) REFERENCES `contract`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`marketplace_id`) REFERENCES `marketplace`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "listing_status" CHECK("status" in ('unlisted', 'listed'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `listing_product_marketplace` ON `listing` (`product_id`,`marketplace_id`);--> statement-breakpoint
CREATE INDEX `listing_vendor` ON `listing` (`vendor_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `listing_distributor` ON `listing` (`distributor_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `listing_marketplace` ON `listing` (`marketplace_id`,`status`);--> statement-breakpoint
CREATE INDEX `listing_pricelist` ON `listing` (`pricelist_id`);--> statement-breakpoint
CREATE TABLE `listing_binding` (
	`listing_id` text NOT NULL,
	`slot` text NOT NULL,
	`target_id` text NOT NULL,
	`target_version` integer,
	`from` integer NOT NULL,
	`to` integer,
	PRIMARY KEY(`listing_id`, `slot`, `from`),
	FOREIGN KEY (`listing_id`) REFERENCES `listing`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "listing_binding_slot" CHECK("slot" in ('pricelist', 'alt_pricelist_1', 'alt_pricelist_2', 'offer'))
);
--> statement-breakpoint
CREATE INDEX `listing_binding_target` ON `listing_binding` (`target_id`);--> statement-breakpoint
CREATE TABLE `listing_request` (
	`id` text PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`state` text NOT NULL,
	`listing_id` text NOT NULL,
	`contract_id` text NOT NULL,
	`product_id` text NOT NULL,
	`marketplace_id` text NOT NULL,
	`vendor_id` text NOT NULL,
	`distributor_id` text NOT NULL,
	`offer_id` text,
	`offer_version` integer,
	`pricelist_id` text,
	`alt_pricelist1_id` text,
	`alt_pricelist2_id` text,
	`note` text,
	`creator` text NOT NULL,
	`assignee` text,
	`revision` integer DEFAULT 1 NOT NULL,
	`events` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`listing_id`) REFERENCES `listing`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "listing_request_type" CHECK("type" in ('new', 'update', 'remove')),
	CONSTRAINT "listing_request_state" CHECK("state" in ('draft', 'reviewing', 'deploying', 'completed', 'canceled'))
);
--> statement-breakpoint
CREATE INDEX `listing_request_vendor` ON `listing_request` (`vendor_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `listing_request_distributor` ON `listing_request` (`distributor_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `listing_request_listing` ON `listing_request` (`listing_id`,`state`);--> statement-breakpoint
CREATE TABLE `marketplace` (
	`id` text PRIMARY KEY NOT NULL,
	`distributor_id` text NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`zone` text NOT NULL,
	`currency` text NOT NULL,
	`alt_currency1` text,
	`alt_currency2` text,
	`countries` text NOT NULL,
	`required_columns` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`events` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`distributor_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `marketplace_distributor` ON `marketplace` (`distributor_id`,`name`);--> statement-breakpoint
CREATE TABLE `marketplace_connector` (
	`marketplace_id` text PRIMARY KEY NOT NULL,
	`base_url` text NOT NULL,
	`token_url` text NOT NULL,
	`client_id` text NOT NULL,
	`secret` text NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`marketplace_id`) REFERENCES `marketplace`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `marketplace_parameter` (
	`marketplace_id` text NOT NULL,
	`parameter_id` text NOT NULL,
	`value` text NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`marketplace_id`, `parameter_id`),
	FOREIGN KEY (`marketplace_id`) REFERENCES `marketplace`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `feature` (
	`id` text PRIMARY KEY NOT NULL,
	`offer_id` text NOT NULL,
	`group_id` text NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`position` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`events` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`offer_id`) REFERENCES `offer`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`group_id`) REFERENCES `feature_group`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `feature_offer` ON `feature` (`offer_id`,`position`);--> statement-breakpoint
CREATE TABLE `feature_group` (
	`id` text PRIMARY KEY NOT NULL,
	`offer_id` text NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`position` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`events` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`offer_id`) REFERENCES `offer`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `feature_group_offer` ON `feature_group` (`offer_id`,`position`);--> statement-breakpoint
CREATE TABLE `feature_value` (
	`feature_id` text NOT NULL,
	`plan_id` text NOT NULL,
	`type` text NOT NULL,
	`value` text,
	`unit` text,
	PRIMARY KEY(`feature_id`, `plan_id`),
	FOREIGN KEY (`feature_id`) REFERENCES `feature`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "feature_value_type" CHECK("type" in ('boolean', 'text', 'number', 'unlimited'))
);
--> statement-breakpoint
CREATE TABLE `inventory` (
	`offer_item_id` text NOT NULL,
	`plan_id` text NOT NULL,
	`period` text NOT NULL,
	`item_id` text NOT NULL,
	`min` integer NOT NULL,
	`max` integer,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`offer_item_id`, `plan_id`, `period`),
	FOREIGN KEY (`offer_item_id`) REFERENCES `offer_item`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`plan_id`) REFERENCES `plan`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `offer` (
	`id` text PRIMARY KEY NOT NULL,
	`vendor_id` text NOT NULL,
	`product_id` text NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`type` text NOT NULL,
	`audience` text,
	`status` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`next_child` integer DEFAULT 1 NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`events` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`vendor_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "offer_status" CHECK("status" in ('private', 'ready', 'listed')),
	CONSTRAINT "offer_type" CHECK("type" in ('generic', 'commerce')),
	CONSTRAINT "offer_audience" CHECK("audience" is null or "audience" in ('individuals', 'small_business', 'enterprise', 'education', 'government'))
);
--> statement-breakpoint
CREATE INDEX `offer_vendor` ON `offer` (`vendor_id`,`name`);--> statement-breakpoint
CREATE INDEX `offer_product` ON `offer` (`product_id`);--> statement-breakpoint
CREATE TABLE `offer_item` (
	`id` text PRIMARY KEY NOT NULL,
	`offer_id` text NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`position` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`events` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`offer_id`) REFERENCES `offer`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `offer_item_offer` ON `offer_item` (`offer_id`,`position`);--> statement-breakpoint
CREATE TABLE `offer_version` (
	`offer_id` text NOT NULL,
	`number` integer NOT NULL,
	`public` integer NOT NULL,
	`changes_description` text,
	`snapshot` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`events` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`offer_id`, `number`),
	FOREIGN KEY (`offer_id`) REFERENCES `offer`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `plan` (
	`id` text PRIMARY KEY NOT NULL,
	`offer_id` text NOT NULL,
	`name` text NOT NULL,
	`color` text NOT NULL,
	`description` text,
	`external_id` text,
	`periods` text NOT NULL,
	`commitments` text,
	`position` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`events` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`offer_id`) REFERENCES `offer`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `plan_offer` ON `plan` (`offer_id`,`position`);--> statement-breakpoint
CREATE TABLE `asset` (
	`id` text PRIMARY KEY NOT NULL,
	`distributor_id` text NOT NULL,
	`marketplace_id` text NOT NULL,
	`product_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`tier1_id` text,
	`tier2_id` text,
	`currency` text NOT NULL,
	`status` text NOT NULL,
	`anniversary` text NOT NULL,
	`version_id` text NOT NULL,
	`params` text NOT NULL,
	`activated_at` integer,
	`revision` integer DEFAULT 1 NOT NULL,
	`events` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`marketplace_id`) REFERENCES `marketplace`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_id`) REFERENCES `tier_account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "asset_status" CHECK("status" in ('draft', 'processing', 'active', 'terminating', 'suspended', 'terminated'))
);
--> statement-breakpoint
CREATE INDEX `asset_distributor` ON `asset` (`distributor_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `asset_customer` ON `asset` (`customer_id`);--> statement-breakpoint
CREATE INDEX `asset_version` ON `asset` (`version_id`);--> statement-breakpoint
CREATE TABLE `asset_item` (
	`asset_id` text NOT NULL,
	`item_id` text NOT NULL,
	`quantity` integer NOT NULL,
	PRIMARY KEY(`asset_id`, `item_id`),
	FOREIGN KEY (`asset_id`) REFERENCES `asset`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `tier_account` (
	`id` text PRIMARY KEY NOT NULL,
	`distributor_id` text NOT NULL,
	`type` text NOT NULL,
	`name` text NOT NULL,
	`parent_id` text,
	`segment` text NOT NULL,
	`country` text NOT NULL,
	`external_id` text,
	`external_uid` text,
	`tax_id` text,
	`contact_info` text NOT NULL,
	`vipmp_customer_id` text,
	`revision` integer DEFAULT 1 NOT NULL,
	`events` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`distributor_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "tier_account_type" CHECK("type" in ('customer', 'reseller')),
	CONSTRAINT "tier_account_segment" CHECK("segment" in ('COM', 'EDU', 'GOV'))
);
--> statement-breakpoint
CREATE INDEX `tier_account_distributor` ON `tier_account` (`distributor_id`,`name`);--> statement-breakpoint
CREATE INDEX `tier_account_parent` ON `tier_account` (`parent_id`);--> statement-breakpoint
CREATE TABLE `adjustment` (
	`id` text PRIMARY KEY NOT NULL,
	`version_id` text NOT NULL,
	`status` text NOT NULL,
	`dry_run` integer NOT NULL,
	`applied_at` integer,
	`file_name` text NOT NULL,
	`uploaded_file` blob NOT NULL,
	`processed_file` blob,
	`error_detail` text,
	`result` text,
	`progress` integer DEFAULT 0 NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`events` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`version_id`) REFERENCES `price_version`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "adjustment_status_known" CHECK("status" in ('processing', 'success', 'partial', 'failed'))
);
--> statement-breakpoint
CREATE INDEX `adjustment_version` ON `adjustment` (`version_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `adjustment_status` ON `adjustment` (`status`);--> statement-breakpoint
CREATE TABLE `adjustment_row` (
	`adjustment_id` text NOT NULL,
	`row` integer NOT NULL,
	`item_id` text,
	`verdict` text NOT NULL,
	`cells` text NOT NULL,
	`values` text NOT NULL,
	PRIMARY KEY(`adjustment_id`, `row`),
	FOREIGN KEY (`adjustment_id`) REFERENCES `adjustment`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `price_list` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`owner_kind` text NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`currency` text NOT NULL,
	`decimals` integer NOT NULL,
	`columns` text NOT NULL,
	`compatibility` text,
	`status` text NOT NULL,
	`model_id` text,
	`next_version` integer DEFAULT 1 NOT NULL,
	`terminated_at` integer,
	`revision` integer DEFAULT 1 NOT NULL,
	`events` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`owner_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "price_list_status" CHECK("status" in ('draft', 'scheduled', 'active', 'terminated')),
	CONSTRAINT "price_list_decimals" CHECK("price_list"."decimals" between 0 and 8)
);
--> statement-breakpoint
CREATE INDEX `price_list_owner` ON `price_list` (`owner_id`,`name`);--> statement-breakpoint
CREATE TABLE `price_list_product` (
	`price_list_id` text NOT NULL,
	`product_id` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`price_list_id`, `product_id`),
	FOREIGN KEY (`price_list_id`) REFERENCES `price_list`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `price_list_product_product` ON `price_list_product` (`product_id`);--> statement-breakpoint
CREATE TABLE `price_point` (
	`version_id` text NOT NULL,
	`item_id` text NOT NULL,
	`price` integer,
	`st0p` integer,
	`st1p` integer,
	`st2p` integer,
	`custom` text,
	`revision` integer DEFAULT 1 NOT NULL,
	PRIMARY KEY(`version_id`, `item_id`),
	FOREIGN KEY (`version_id`) REFERENCES `price_version`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `price_point_item` ON `price_point` (`item_id`);--> statement-breakpoint
CREATE TABLE `price_version` (
	`id` text PRIMARY KEY NOT NULL,
	`price_list_id` text NOT NULL,
	`number` integer NOT NULL,
	`description` text NOT NULL,
	`base_id` text,
	`start_at` integer,
	`status` text NOT NULL,
	`activated_at` integer,
	`expired_at` integer,
	`frozen_at` integer,
	`revision` integer DEFAULT 1 NOT NULL,
	`events` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`price_list_id`) REFERENCES `price_list`(`id`) ON UPDATE no action ON DELETE cascade,
	CONSTRAINT "price_version_status" CHECK("status" in ('draft', 'scheduled', 'active', 'expired'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `price_version_number` ON `price_version` (`price_list_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `price_version_one_active` ON `price_version` (`price_list_id`) WHERE status = 'active';--> statement-breakpoint
CREATE UNIQUE INDEX `price_version_one_start` ON `price_version` (`price_list_id`,`start_at`) WHERE status = 'scheduled';--> statement-breakpoint
CREATE INDEX `price_version_due` ON `price_version` (`start_at`) WHERE status = 'scheduled';--> statement-breakpoint
CREATE INDEX `price_version_validity` ON `price_version` (`price_list_id`,`activated_at`);--> statement-breakpoint
CREATE TABLE `item` (
	`id` text PRIMARY KEY NOT NULL,
	`product_id` text NOT NULL,
	`mpn` text NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`external_id` text,
	`type` text NOT NULL,
	`period` text NOT NULL,
	`unit_id` text NOT NULL,
	`quantity_decimals` integer NOT NULL,
	`commitment` integer DEFAULT 1 NOT NULL,
	`status` text NOT NULL,
	`position` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`events` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "item_type" CHECK("type" in ('reservation', 'ppu')),
	CONSTRAINT "item_status" CHECK("status" in ('draft', 'published', 'endofsale'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `item_product_mpn` ON `item` (`product_id`,`mpn`);--> statement-breakpoint
CREATE INDEX `item_product_position` ON `item` (`product_id`,`position`);--> statement-breakpoint
CREATE INDEX `item_mpn` ON `item` (`mpn`);--> statement-breakpoint
CREATE TABLE `item_name` (
	`item_id` text NOT NULL,
	`from` integer NOT NULL,
	`name` text NOT NULL,
	`mpn` text NOT NULL,
	PRIMARY KEY(`item_id`, `from`),
	FOREIGN KEY (`item_id`) REFERENCES `item`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `product` (
	`id` text PRIMARY KEY NOT NULL,
	`vendor_id` text NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`icon` text,
	`status` text NOT NULL,
	`version` integer DEFAULT 0 NOT NULL,
	`next_item` integer DEFAULT 1 NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`events` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`vendor_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "product_status" CHECK("status" in ('draft', 'published', 'endofsale'))
);
--> statement-breakpoint
CREATE INDEX `product_vendor` ON `product` (`vendor_id`,`name`);