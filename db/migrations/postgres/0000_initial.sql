CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"distributor_id" text,
	"demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "account_kind" CHECK ("kind" in ('vendor', 'distributor', 'reseller'))
);
--> statement-breakpoint
CREATE TABLE "api_token" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"name" text NOT NULL,
	"secret_hash" text NOT NULL,
	"role" text NOT NULL,
	"modules" jsonb,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_token_role" CHECK ("role" in ('admin', 'editor', 'viewer'))
);
--> statement-breakpoint
CREATE TABLE "credential" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "member" (
	"account_id" text NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "member_account_id_user_id_pk" PRIMARY KEY("account_id","user_id"),
	CONSTRAINT "member_role" CHECK ("role" in ('admin', 'editor', 'viewer'))
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "activity" (
	"id" text PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_type" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"verb" text NOT NULL,
	"object_type" text NOT NULL,
	"object_id" text NOT NULL,
	"object_name" text NOT NULL,
	"changes" jsonb NOT NULL,
	"request_id" text,
	"vendor_id" text,
	"distributor_id" text,
	"reseller_id" text
);
--> statement-breakpoint
CREATE TABLE "discount_client" (
	"client_id" text PRIMARY KEY NOT NULL,
	"secret_hash" text NOT NULL,
	"distributor_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "discount_customer" (
	"id" text PRIMARY KEY NOT NULL,
	"distributor_id" text NOT NULL,
	"tier_account_id" text,
	"company_name" text NOT NULL,
	"segment" text NOT NULL,
	"country" text NOT NULL,
	"level" text DEFAULT '01' NOT NULL,
	"coterm_date" text,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "flexible_discount" (
	"id" text PRIMARY KEY NOT NULL,
	"vendor_id" text NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"code" text NOT NULL,
	"code_key" text NOT NULL,
	"category" text NOT NULL,
	"type" text NOT NULL,
	"percent" text,
	"values" jsonb NOT NULL,
	"start_at" timestamp (3) with time zone NOT NULL,
	"end_at" timestamp (3) with time zone,
	"segments" jsonb NOT NULL,
	"countries" jsonb NOT NULL,
	"items" jsonb NOT NULL,
	"redemption" text NOT NULL,
	"reusable_until" timestamp (3) with time zone,
	"closed" boolean NOT NULL,
	"code_expiry" timestamp (3) with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	"events" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "flexible_discount_type" CHECK ("type" in ('PERCENTAGE_DISCOUNT', 'FIXED_DISCOUNT')),
	CONSTRAINT "flexible_discount_redemption" CHECK ("redemption" in ('unlimited', 'once_per_customer', 'once')),
	CONSTRAINT "flexible_discount_value" CHECK (("type" = 'PERCENTAGE_DISCOUNT') = ("percent" is not null))
);
--> statement-breakpoint
CREATE TABLE "flexible_discount_terms" (
	"discount_id" text NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"end_at" timestamp (3) with time zone,
	CONSTRAINT "flexible_discount_terms_discount_id_from_pk" PRIMARY KEY("discount_id","from")
);
--> statement-breakpoint
CREATE TABLE "contract" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"vendor_id" text NOT NULL,
	"distributor_id" text NOT NULL,
	"marketplace_id" text NOT NULL,
	"status" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"events" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "contract_status" CHECK ("status" in ('enrolling', 'pending', 'active', 'rejected', 'terminated'))
);
--> statement-breakpoint
CREATE TABLE "listing" (
	"id" text PRIMARY KEY NOT NULL,
	"contract_id" text NOT NULL,
	"product_id" text NOT NULL,
	"marketplace_id" text NOT NULL,
	"vendor_id" text NOT NULL,
	"distributor_id" text NOT NULL,
	"status" text NOT NULL,
	"offer_id" text,
	"offer_version" integer,
	"pricelist_id" text,
	"alt_pricelist1_id" text,
	"alt_pricelist2_id" text,
	"revision" integer DEFAULT 1 NOT NULL,
	"events" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "listing_status" CHECK ("status" in ('unlisted', 'listed'))
);
--> statement-breakpoint
CREATE TABLE "listing_binding" (
	"listing_id" text NOT NULL,
	"slot" text NOT NULL,
	"target_id" text NOT NULL,
	"target_version" integer,
	"from" timestamp (3) with time zone NOT NULL,
	"to" timestamp (3) with time zone,
	CONSTRAINT "listing_binding_listing_id_slot_from_pk" PRIMARY KEY("listing_id","slot","from"),
	CONSTRAINT "listing_binding_slot" CHECK ("slot" in ('pricelist', 'alt_pricelist_1', 'alt_pricelist_2', 'offer'))
);
--> statement-breakpoint
CREATE TABLE "listing_request" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"state" text NOT NULL,
	"listing_id" text NOT NULL,
	"contract_id" text NOT NULL,
	"product_id" text NOT NULL,
	"marketplace_id" text NOT NULL,
	"vendor_id" text NOT NULL,
	"distributor_id" text NOT NULL,
	"offer_id" text,
	"offer_version" integer,
	"pricelist_id" text,
	"alt_pricelist1_id" text,
	"alt_pricelist2_id" text,
	"note" text,
	"creator" jsonb NOT NULL,
	"assignee" jsonb,
	"revision" integer DEFAULT 1 NOT NULL,
	"events" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "listing_request_type" CHECK ("type" in ('new', 'update', 'remove')),
	CONSTRAINT "listing_request_state" CHECK ("state" in ('draft', 'reviewing', 'deploying', 'completed', 'canceled'))
);
--> statement-breakpoint
CREATE TABLE "marketplace" (
	"id" text PRIMARY KEY NOT NULL,
	"distributor_id" text NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"zone" text NOT NULL,
	"currency" text NOT NULL,
	"alt_currency1" text,
	"alt_currency2" text,
	"countries" jsonb NOT NULL,
	"required_columns" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"events" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "marketplace_connector" (
	"marketplace_id" text PRIMARY KEY NOT NULL,
	"base_url" text NOT NULL,
	"token_url" text NOT NULL,
	"client_id" text NOT NULL,
	"secret" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "marketplace_parameter" (
	"marketplace_id" text NOT NULL,
	"parameter_id" text NOT NULL,
	"value" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "marketplace_parameter_marketplace_id_parameter_id_pk" PRIMARY KEY("marketplace_id","parameter_id")
);
--> statement-breakpoint
CREATE TABLE "feature" (
	"id" text PRIMARY KEY NOT NULL,
	"offer_id" text NOT NULL,
	"group_id" text NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"position" integer NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"events" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feature_group" (
	"id" text PRIMARY KEY NOT NULL,
	"offer_id" text NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"position" integer NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"events" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feature_value" (
	"feature_id" text NOT NULL,
	"plan_id" text NOT NULL,
	"type" text NOT NULL,
	"value" text,
	"unit" text,
	CONSTRAINT "feature_value_feature_id_plan_id_pk" PRIMARY KEY("feature_id","plan_id"),
	CONSTRAINT "feature_value_type" CHECK ("type" in ('boolean', 'text', 'number', 'unlimited'))
);
--> statement-breakpoint
CREATE TABLE "inventory" (
	"offer_item_id" text NOT NULL,
	"plan_id" text NOT NULL,
	"period" text NOT NULL,
	"item_id" text NOT NULL,
	"min" integer NOT NULL,
	"max" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "inventory_offer_item_id_plan_id_period_pk" PRIMARY KEY("offer_item_id","plan_id","period")
);
--> statement-breakpoint
CREATE TABLE "offer" (
	"id" text PRIMARY KEY NOT NULL,
	"vendor_id" text NOT NULL,
	"product_id" text NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"type" text NOT NULL,
	"audience" text,
	"status" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"next_child" integer DEFAULT 1 NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"events" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "offer_status" CHECK ("status" in ('private', 'ready', 'listed')),
	CONSTRAINT "offer_type" CHECK ("type" in ('generic', 'commerce')),
	CONSTRAINT "offer_audience" CHECK ("audience" is null or "audience" in ('individuals', 'small_business', 'enterprise', 'education', 'government'))
);
--> statement-breakpoint
CREATE TABLE "offer_item" (
	"id" text PRIMARY KEY NOT NULL,
	"offer_id" text NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"position" integer NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"events" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "offer_version" (
	"offer_id" text NOT NULL,
	"number" integer NOT NULL,
	"public" boolean NOT NULL,
	"changes_description" text,
	"snapshot" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"events" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "offer_version_offer_id_number_pk" PRIMARY KEY("offer_id","number")
);
--> statement-breakpoint
CREATE TABLE "plan" (
	"id" text PRIMARY KEY NOT NULL,
	"offer_id" text NOT NULL,
	"name" text NOT NULL,
	"color" text NOT NULL,
	"description" text,
	"external_id" text,
	"periods" jsonb NOT NULL,
	"commitments" jsonb,
	"position" integer NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"events" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "asset" (
	"id" text PRIMARY KEY NOT NULL,
	"distributor_id" text NOT NULL,
	"marketplace_id" text NOT NULL,
	"product_id" text NOT NULL,
	"customer_id" text NOT NULL,
	"tier1_id" text,
	"tier2_id" text,
	"currency" text NOT NULL,
	"status" text NOT NULL,
	"anniversary" text NOT NULL,
	"version_id" text NOT NULL,
	"params" jsonb NOT NULL,
	"activated_at" timestamp (3) with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	"events" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "asset_status" CHECK ("status" in ('draft', 'processing', 'active', 'terminating', 'suspended', 'terminated'))
);
--> statement-breakpoint
CREATE TABLE "asset_item" (
	"asset_id" text NOT NULL,
	"item_id" text NOT NULL,
	"quantity" integer NOT NULL,
	CONSTRAINT "asset_item_asset_id_item_id_pk" PRIMARY KEY("asset_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "tier_account" (
	"id" text PRIMARY KEY NOT NULL,
	"distributor_id" text NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"parent_id" text,
	"segment" text NOT NULL,
	"country" text NOT NULL,
	"external_id" text,
	"external_uid" text,
	"tax_id" text,
	"contact_info" jsonb NOT NULL,
	"vipmp_customer_id" text,
	"revision" integer DEFAULT 1 NOT NULL,
	"events" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tier_account_type" CHECK ("type" in ('customer', 'reseller')),
	CONSTRAINT "tier_account_segment" CHECK ("segment" in ('COM', 'EDU', 'GOV'))
);
--> statement-breakpoint
CREATE TABLE "adjustment" (
	"id" text PRIMARY KEY NOT NULL,
	"version_id" text NOT NULL,
	"status" text NOT NULL,
	"dry_run" boolean NOT NULL,
	"applied_at" timestamp (3) with time zone,
	"file_name" text NOT NULL,
	"uploaded_file" "bytea" NOT NULL,
	"processed_file" "bytea",
	"error_detail" text,
	"result" jsonb,
	"progress" integer DEFAULT 0 NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"events" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "adjustment_status_known" CHECK ("status" in ('processing', 'success', 'partial', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "adjustment_row" (
	"adjustment_id" text NOT NULL,
	"row" integer NOT NULL,
	"item_id" text,
	"verdict" text NOT NULL,
	"cells" jsonb NOT NULL,
	"values" jsonb NOT NULL,
	CONSTRAINT "adjustment_row_adjustment_id_row_pk" PRIMARY KEY("adjustment_id","row")
);
--> statement-breakpoint
CREATE TABLE "price_list" (
	"id" text PRIMARY KEY NOT NULL,
	"owner_id" text NOT NULL,
	"owner_kind" text NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"currency" text NOT NULL,
	"decimals" integer NOT NULL,
	"columns" jsonb NOT NULL,
	"compatibility" text,
	"status" text NOT NULL,
	"model_id" text,
	"next_version" integer DEFAULT 1 NOT NULL,
	"terminated_at" timestamp (3) with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	"events" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "price_list_status" CHECK ("status" in ('draft', 'scheduled', 'active', 'terminated')),
	CONSTRAINT "price_list_decimals" CHECK ("price_list"."decimals" between 0 and 8)
);
--> statement-breakpoint
CREATE TABLE "price_list_product" (
	"price_list_id" text NOT NULL,
	"product_id" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "price_list_product_price_list_id_product_id_pk" PRIMARY KEY("price_list_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "price_point" (
	"version_id" text NOT NULL,
	"item_id" text NOT NULL,
	"price" bigint,
	"st0p" bigint,
	"st1p" bigint,
	"st2p" bigint,
	"custom" jsonb,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "price_point_version_id_item_id_pk" PRIMARY KEY("version_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "price_version" (
	"id" text PRIMARY KEY NOT NULL,
	"price_list_id" text NOT NULL,
	"number" integer NOT NULL,
	"description" text NOT NULL,
	"base_id" text,
	"start_at" timestamp (3) with time zone,
	"status" text NOT NULL,
	"activated_at" timestamp (3) with time zone,
	"expired_at" timestamp (3) with time zone,
	"frozen_at" timestamp (3) with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	"events" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "price_version_status" CHECK ("status" in ('draft', 'scheduled', 'active', 'expired'))
);
--> statement-breakpoint
CREATE TABLE "item" (
	"id" text PRIMARY KEY NOT NULL,
	"product_id" text NOT NULL,
	"mpn" text NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"external_id" text,
	"type" text NOT NULL,
	"period" text NOT NULL,
	"unit_id" text NOT NULL,
	"quantity_decimals" integer NOT NULL,
	"commitment" integer DEFAULT 1 NOT NULL,
	"status" text NOT NULL,
	"position" integer NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"events" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "item_type" CHECK ("type" in ('reservation', 'ppu')),
	CONSTRAINT "item_status" CHECK ("status" in ('draft', 'published', 'endofsale'))
);
--> statement-breakpoint
CREATE TABLE "item_name" (
	"item_id" text NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"name" text NOT NULL,
	"mpn" text NOT NULL,
	CONSTRAINT "item_name_item_id_from_pk" PRIMARY KEY("item_id","from")
);
--> statement-breakpoint
CREATE TABLE "product" (
	"id" text PRIMARY KEY NOT NULL,
	"vendor_id" text NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"icon" text,
	"status" text NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"next_item" integer DEFAULT 1 NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"events" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "product_status" CHECK ("status" in ('draft', 'published', 'endofsale'))
);
--> statement-breakpoint
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credential" ADD CONSTRAINT "credential_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member" ADD CONSTRAINT "member_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discount_client" ADD CONSTRAINT "discount_client_distributor_id_account_id_fk" FOREIGN KEY ("distributor_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discount_customer" ADD CONSTRAINT "discount_customer_distributor_id_account_id_fk" FOREIGN KEY ("distributor_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flexible_discount" ADD CONSTRAINT "flexible_discount_vendor_id_account_id_fk" FOREIGN KEY ("vendor_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flexible_discount_terms" ADD CONSTRAINT "flexible_discount_terms_discount_id_flexible_discount_id_fk" FOREIGN KEY ("discount_id") REFERENCES "public"."flexible_discount"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract" ADD CONSTRAINT "contract_vendor_id_account_id_fk" FOREIGN KEY ("vendor_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract" ADD CONSTRAINT "contract_distributor_id_account_id_fk" FOREIGN KEY ("distributor_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract" ADD CONSTRAINT "contract_marketplace_id_marketplace_id_fk" FOREIGN KEY ("marketplace_id") REFERENCES "public"."marketplace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing" ADD CONSTRAINT "listing_contract_id_contract_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contract"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing" ADD CONSTRAINT "listing_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing" ADD CONSTRAINT "listing_marketplace_id_marketplace_id_fk" FOREIGN KEY ("marketplace_id") REFERENCES "public"."marketplace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_binding" ADD CONSTRAINT "listing_binding_listing_id_listing_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listing"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_request" ADD CONSTRAINT "listing_request_listing_id_listing_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listing"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "marketplace" ADD CONSTRAINT "marketplace_distributor_id_account_id_fk" FOREIGN KEY ("distributor_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "marketplace_connector" ADD CONSTRAINT "marketplace_connector_marketplace_id_marketplace_id_fk" FOREIGN KEY ("marketplace_id") REFERENCES "public"."marketplace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "marketplace_parameter" ADD CONSTRAINT "marketplace_parameter_marketplace_id_marketplace_id_fk" FOREIGN KEY ("marketplace_id") REFERENCES "public"."marketplace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feature" ADD CONSTRAINT "feature_offer_id_offer_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offer"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feature" ADD CONSTRAINT "feature_group_id_feature_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."feature_group"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feature_group" ADD CONSTRAINT "feature_group_offer_id_offer_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offer"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feature_value" ADD CONSTRAINT "feature_value_feature_id_feature_id_fk" FOREIGN KEY ("feature_id") REFERENCES "public"."feature"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feature_value" ADD CONSTRAINT "feature_value_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory" ADD CONSTRAINT "inventory_offer_item_id_offer_item_id_fk" FOREIGN KEY ("offer_item_id") REFERENCES "public"."offer_item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory" ADD CONSTRAINT "inventory_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory" ADD CONSTRAINT "inventory_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer" ADD CONSTRAINT "offer_vendor_id_account_id_fk" FOREIGN KEY ("vendor_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer" ADD CONSTRAINT "offer_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer_item" ADD CONSTRAINT "offer_item_offer_id_offer_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offer"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offer_version" ADD CONSTRAINT "offer_version_offer_id_offer_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offer"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan" ADD CONSTRAINT "plan_offer_id_offer_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offer"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asset" ADD CONSTRAINT "asset_marketplace_id_marketplace_id_fk" FOREIGN KEY ("marketplace_id") REFERENCES "public"."marketplace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asset" ADD CONSTRAINT "asset_customer_id_tier_account_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."tier_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asset_item" ADD CONSTRAINT "asset_item_asset_id_asset_id_fk" FOREIGN KEY ("asset_id") REFERENCES "public"."asset"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asset_item" ADD CONSTRAINT "asset_item_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tier_account" ADD CONSTRAINT "tier_account_distributor_id_account_id_fk" FOREIGN KEY ("distributor_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adjustment" ADD CONSTRAINT "adjustment_version_id_price_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."price_version"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adjustment_row" ADD CONSTRAINT "adjustment_row_adjustment_id_adjustment_id_fk" FOREIGN KEY ("adjustment_id") REFERENCES "public"."adjustment"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_list" ADD CONSTRAINT "price_list_owner_id_account_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_list_product" ADD CONSTRAINT "price_list_product_price_list_id_price_list_id_fk" FOREIGN KEY ("price_list_id") REFERENCES "public"."price_list"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_list_product" ADD CONSTRAINT "price_list_product_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_point" ADD CONSTRAINT "price_point_version_id_price_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."price_version"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_point" ADD CONSTRAINT "price_point_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_version" ADD CONSTRAINT "price_version_price_list_id_price_list_id_fk" FOREIGN KEY ("price_list_id") REFERENCES "public"."price_list"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item" ADD CONSTRAINT "item_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_name" ADD CONSTRAINT "item_name_item_id_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product" ADD CONSTRAINT "product_vendor_id_account_id_fk" FOREIGN KEY ("vendor_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_token_account" ON "api_token" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "credential_user" ON "credential" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "member_user" ON "member" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "session_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verification_identifier" ON "verification" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "activity_vendor" ON "activity" USING btree ("vendor_id","at");--> statement-breakpoint
CREATE INDEX "activity_distributor" ON "activity" USING btree ("distributor_id","at");--> statement-breakpoint
CREATE INDEX "activity_reseller" ON "activity" USING btree ("reseller_id","at");--> statement-breakpoint
CREATE INDEX "activity_object" ON "activity" USING btree ("object_id","at");--> statement-breakpoint
CREATE INDEX "discount_customer_distributor" ON "discount_customer" USING btree ("distributor_id","segment","country");--> statement-breakpoint
CREATE INDEX "flexible_discount_vendor" ON "flexible_discount" USING btree ("vendor_id","start_at");--> statement-breakpoint
CREATE INDEX "flexible_discount_code" ON "flexible_discount" USING btree ("code_key");--> statement-breakpoint
CREATE INDEX "contract_vendor" ON "contract" USING btree ("vendor_id");--> statement-breakpoint
CREATE INDEX "contract_distributor" ON "contract" USING btree ("distributor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "listing_product_marketplace" ON "listing" USING btree ("product_id","marketplace_id");--> statement-breakpoint
CREATE INDEX "listing_vendor" ON "listing" USING btree ("vendor_id","created_at");--> statement-breakpoint
CREATE INDEX "listing_distributor" ON "listing" USING btree ("distributor_id","created_at");--> statement-breakpoint
CREATE INDEX "listing_marketplace" ON "listing" USING btree ("marketplace_id","status");--> statement-breakpoint
CREATE INDEX "listing_pricelist" ON "listing" USING btree ("pricelist_id");--> statement-breakpoint
CREATE INDEX "listing_binding_target" ON "listing_binding" USING btree ("target_id");--> statement-breakpoint
CREATE INDEX "listing_request_vendor" ON "listing_request" USING btree ("vendor_id","created_at");--> statement-breakpoint
CREATE INDEX "listing_request_distributor" ON "listing_request" USING btree ("distributor_id","created_at");--> statement-breakpoint
CREATE INDEX "listing_request_listing" ON "listing_request" USING btree ("listing_id","state");--> statement-breakpoint
CREATE INDEX "marketplace_distributor" ON "marketplace" USING btree ("distributor_id","name");--> statement-breakpoint
CREATE INDEX "feature_offer" ON "feature" USING btree ("offer_id","position");--> statement-breakpoint
CREATE INDEX "feature_group_offer" ON "feature_group" USING btree ("offer_id","position");--> statement-breakpoint
CREATE INDEX "offer_vendor" ON "offer" USING btree ("vendor_id","name");--> statement-breakpoint
CREATE INDEX "offer_product" ON "offer" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "offer_item_offer" ON "offer_item" USING btree ("offer_id","position");--> statement-breakpoint
CREATE INDEX "plan_offer" ON "plan" USING btree ("offer_id","position");--> statement-breakpoint
CREATE INDEX "asset_distributor" ON "asset" USING btree ("distributor_id","created_at");--> statement-breakpoint
CREATE INDEX "asset_customer" ON "asset" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "asset_version" ON "asset" USING btree ("version_id");--> statement-breakpoint
CREATE INDEX "tier_account_distributor" ON "tier_account" USING btree ("distributor_id","name");--> statement-breakpoint
CREATE INDEX "tier_account_parent" ON "tier_account" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "adjustment_version" ON "adjustment" USING btree ("version_id","created_at");--> statement-breakpoint
CREATE INDEX "adjustment_status" ON "adjustment" USING btree ("status");--> statement-breakpoint
CREATE INDEX "price_list_owner" ON "price_list" USING btree ("owner_id","name");--> statement-breakpoint
CREATE INDEX "price_list_product_product" ON "price_list_product" USING btree ("product_id");--> statement-breakpoint
CREATE INDEX "price_point_item" ON "price_point" USING btree ("item_id");--> statement-breakpoint
CREATE UNIQUE INDEX "price_version_number" ON "price_version" USING btree ("price_list_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "price_version_one_active" ON "price_version" USING btree ("price_list_id") WHERE status = 'active';--> statement-breakpoint
CREATE UNIQUE INDEX "price_version_one_start" ON "price_version" USING btree ("price_list_id","start_at") WHERE status = 'scheduled';--> statement-breakpoint
CREATE INDEX "price_version_due" ON "price_version" USING btree ("start_at") WHERE status = 'scheduled';--> statement-breakpoint
CREATE INDEX "price_version_validity" ON "price_version" USING btree ("price_list_id","activated_at");--> statement-breakpoint
CREATE UNIQUE INDEX "item_product_mpn" ON "item" USING btree ("product_id","mpn");--> statement-breakpoint
CREATE INDEX "item_product_position" ON "item" USING btree ("product_id","position");--> statement-breakpoint
CREATE INDEX "item_mpn" ON "item" USING btree ("mpn");--> statement-breakpoint
CREATE INDEX "product_vendor" ON "product" USING btree ("vendor_id","name");