//! Flows, nodes, actions, contacts, assets, results and events as plain data, with the names of the format.
