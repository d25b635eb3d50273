use thiserror::Error;

/// Why no programme could be read from the tables of a file.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ImportError {
    /// Nothing in the file looks like objectives and actions.
    #[error("no table of objectives and actions found")]
    NoTable,
    /// The file holds equipments and their residents, not objectives and actions.
    #[error("a table of equipments and residents, not of objectives and actions")]
    Equipments,
    /// Nothing in the file looks like equipments and their residents.
    #[error("no table of equipments and residents found")]
    NoEquipments,
}
