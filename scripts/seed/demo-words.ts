/** Words that the demo's names are made of. All invented. */
export const COMPANY_FIRST = ["Aldergate", "Brightwater", "Cedar", "Dovetail", "Eastmoor", "Fennel", "Graphite", "Harbor", "Ingot", "Jutland", "Kestrel", "Larkspur", "Moonstone", "Nettle", "Orchard", "Pebble", "Quayside", "Rowan", "Saltmarsh", "Tamarack"] as const;
export const COMPANY_LAST = ["Foods", "Labs", "Freight", "Energy", "Optics", "Partners", "Paints", "Software", "Timber", "Health"] as const;
export const FIRST_NAMES = ["Amara", "Ben", "Chiara", "Deniz", "Elena", "Farid", "Greta", "Hiro", "Ines", "Jonas", "Kavya", "Liam", "Mei", "Nils", "Olga", "Priya", "Quinn", "Rosa", "Samir", "Tess"] as const;
export const LAST_NAMES = ["Abbott", "Bianchi", "Castillo", "Dahl", "Eriksen", "Fischer", "Grant", "Hughes", "Ivanov", "Jansen", "Kowalski", "Larsen", "Moreau", "Nguyen", "Olsen", "Petrov", "Reyes", "Schmidt", "Tran", "Weber"] as const;
export const JOB_TITLES = ["Head of purchasing", "Operations lead", "Chief financial officer", "Plant manager", "IT director", "Office manager"] as const;
export const INDUSTRIES = ["Food", "Logistics", "Energy", "Health care", "Software", "Construction"] as const;
export const PLACES = [["Oslo", "Norway"], ["Porto", "Portugal"], ["Leeds", "United Kingdom"], ["Lyon", "France"], ["Gdansk", "Poland"], ["Austin", "United States"]] as const;
export const TASK_TITLES = ["Call back about the offer", "Send the contract", "Prepare the demo", "Ask for references", "Check the invoice", "Plan the site visit"] as const;
export const NOTE_TITLES = ["First call", "Site visit", "Pricing discussion", "Renewal talk"] as const;
export const DEAL_KINDS = ["annual plan", "pilot", "renewal", "expansion", "onboarding"] as const;
