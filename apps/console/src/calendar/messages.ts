/** Texts of the settings of time. */
export const calendarMessages = {
  calendar: {
    menu: "Time zone",
    title: "Time zone and week",
    own: "Mine",
    own_hint: "Filters such as “last 30 days” count from here.",
    tenant: "The organisation's",
    tenant_hint: "Workflows count from here, and people who have set none of their own.",
    time_zone: "Time zone",
    week_starts: "Weeks start on",
    save: "Save",
    cancel: "Cancel",
    saved: "Saved",
  },
};
