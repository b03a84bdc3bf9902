"""The documents' own type: small fonts that hold what a document prints, cut from the installation's big ones."""
