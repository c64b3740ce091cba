import { resource } from "@/app/_edge/route";
import { nothing } from "../../params";

export const { GET, POST, PUT, DELETE, PATCH } = resource({ GET: nothing("name", "position") });
