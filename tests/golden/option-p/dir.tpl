[`CurrentDir`]
