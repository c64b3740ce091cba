import {
  Activity,
  BadgePercent,
  House,
  Inbox,
  LayoutGrid,
  type LucideIcon,
  Package,
  Settings,
  ShoppingCart,
  Store,
  Tags,
  Users,
} from "lucide-react";
import type { AccountKind } from "@/lib/domain/access";

export type NavItem = {
  label: string;
  href: string;
  icon: LucideIcon;
  /** Two keys in a row that lead there. */
  shortcut: string;
};

export type NavGroup = { label?: string; items: NavItem[] };

const overview: NavItem = { label: "Overview", href: "/", icon: House, shortcut: "g h" };
const products: NavItem = { label: "Products", href: "/products", icon: Package, shortcut: "g i" };
const priceLists: NavItem = { label: "Price lists", href: "/price-lists", icon: Tags, shortcut: "g p" };
const offers: NavItem = { label: "Offers", href: "/offers", icon: LayoutGrid, shortcut: "g o" };
const listings: NavItem = { label: "Listings", href: "/listings", icon: Store, shortcut: "g l" };
const requests: NavItem = { label: "Requests", href: "/requests", icon: Inbox, shortcut: "g r" };
const discounts: NavItem = {
  label: "Flexible discounts",
  href: "/flexible-discounts",
  icon: BadgePercent,
  shortcut: "g f",
};
const marketplaces: NavItem = { label: "Marketplaces", href: "/marketplaces", icon: Store, shortcut: "g m" };
const customers: NavItem = { label: "Customers", href: "/customers", icon: Users, shortcut: "g c" };
const checkout: NavItem = { label: "Checkout", href: "/checkout", icon: ShoppingCart, shortcut: "g b" };
const activity: NavItem = { label: "Activity", href: "/activity", icon: Activity, shortcut: "g a" };
const settings: NavItem = { label: "Settings", href: "/settings/members", icon: Settings, shortcut: "g s" };

/** What each kind of account sees in the sidebar, in the order of its work. */
export const navigation: Record<AccountKind, NavGroup[]> = {
  vendor: [
    { items: [overview] },
    { label: "Catalogue", items: [products, priceLists, offers] },
    { label: "Distribution", items: [listings, requests, discounts] },
    { label: "Account", items: [activity, settings] },
  ],
  distributor: [
    { items: [overview] },
    { label: "Channel", items: [marketplaces, { ...listings, icon: LayoutGrid }, requests, priceLists] },
    { label: "Sales", items: [customers, checkout] },
    { label: "Account", items: [activity, settings] },
  ],
  reseller: [
    { items: [overview] },
    { label: "Sales", items: [offers, checkout, customers] },
    { label: "Account", items: [activity, settings] },
  ],
};

/** Whether the page at `pathname` belongs to the entry at `href`. */
export function isCurrent(href: string, pathname: string): boolean {
  if (href === "/") return pathname === "/";
  const area = href.startsWith("/settings") ? "/settings" : href;
  return pathname === area || pathname.startsWith(`${area}/`);
}
