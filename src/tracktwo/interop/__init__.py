"""Other tools' formats, in and out; each says what it cannot carry."""
