/** Texts of the frame around the pages. */
export const layoutMessages = {
  menu: {
    records: "Records", automation: "Automation", settings: "Settings", workflows: "Workflows", runs: "Runs", imports: "Imports", mailbox: "Mailbox",
    fields: "Fields", entity_types: "Entity types", members: "Members",
  },
  layout: { create: "Create", tenant: "Tenant %{name}, change" },
};
